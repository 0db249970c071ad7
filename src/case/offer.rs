//! Options offered to a customer.

use super::words::Remedy;

/// One side of an offered option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferPart {
    /// What is given.
    pub remedy: Remedy,
    /// How much, if it is money.
    pub amount: Option<String>,
}

/// An option the customer may choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferOption {
    /// Its letter.
    pub opt: String,
    /// For the loss itself.
    pub loss: Option<OfferPart>,
    /// For the trouble it caused.
    pub inconvenience: Option<OfferPart>,
    /// In words.
    pub what: Option<String>,
}
