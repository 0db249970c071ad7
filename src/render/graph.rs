//! A procedure as a graph: its steps in a column, and the ways between them.

/// A graph with every word that is printed.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// Its name.
    pub title: String,
    /// Its id and revision.
    pub id: String,
    /// What else there is to say at the top, a line each.
    pub about: Vec<String>,
    /// Its steps in order.
    pub steps: Vec<Node>,
    /// What the end is called.
    pub end: String,
    /// The ways between the steps, those of a step together and in the order in which they are tried.
    pub ways: Vec<Way>,
    /// `back to`, where a way leads back.
    pub back_to: String,
}

/// A step.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: String,
    /// How much it asks for.
    pub note: String,
}

/// A way from a step to another.
#[derive(Debug, Clone)]
pub struct Way {
    /// The index of the step it leaves.
    pub from: usize,
    /// The index of the step it leads to; the number of steps is the end.
    pub to: usize,
    /// When it is gone; empty where nothing else is possible.
    pub label: String,
    /// It is gone when no other way is.
    pub otherwise: bool,
}

impl Way {
    /// Whether it leads back, or to the step itself.
    #[must_use]
    pub fn is_back(&self) -> bool {
        self.to <= self.from
    }
}

impl Graph {
    /// A step as a way names it: its number and its name.
    #[must_use]
    pub fn name(&self, index: usize) -> String {
        self.steps.get(index).map_or_else(|| self.end.clone(), |s| format!("{}. {}", index + 1, s.name))
    }

    /// The way of a step that is gone when no other is, if it leads to what stands right below: it is drawn straight
    /// down.
    #[must_use]
    pub fn straight(&self, index: usize) -> Option<usize> {
        self.ways.iter().position(|w| w.otherwise && w.from == index && w.to == index + 1)
    }
}
