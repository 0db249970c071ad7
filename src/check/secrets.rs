//! Addresses of chat robots: whoever has one can post in the team's name, so none belongs in a file under git.

use super::mask::blotted;
use super::{Finding, Found};
use crate::case::Span;

/// A service, the beginning of its addresses, and what stands before the token (nothing: all that follows is it).
const SERVICES: [(&str, &str, &str); 12] = [
    ("WeCom", "qyapi.weixin.qq.com/cgi-bin/webhook/", "key="),
    ("DingTalk", "oapi.dingtalk.com/robot/send?", "access_token="),
    ("Feishu", "open.feishu.cn/open-apis/bot/v2/hook/", ""),
    ("Feishu", "open.feishu.cn/open-apis/bot/hook/", ""),
    ("Lark", "open.larksuite.com/open-apis/bot/v2/hook/", ""),
    ("Slack", "hooks.slack.com/services/", ""),
    ("Slack", "hooks.slack.com/workflows/", ""),
    ("Slack", "hooks.slack.com/triggers/", ""),
    ("Discord", "discord.com/api/webhooks/", "/"),
    ("Discord", "discordapp.com/api/webhooks/", "/"),
    ("Teams", "webhook.office.com/webhookb2/", ""),
    ("Teams", "outlook.office.com/webhook/", ""),
];

/// A token in a text.
struct Token {
    service: &'static str,
    /// The address without the token.
    shown: String,
    /// From the service's name to the last byte of the token.
    whole: Span,
    /// The token itself.
    token: Span,
}

/// Checks any text for addresses with a token.
pub fn check(text: &str, found: &mut Vec<Found>) {
    for Token { service, shown, whole, .. } in tokens(text) {
        found.push(Found { finding: Finding::Secret { service, shown }, span: whole });
    }
}

/// The text with every token blotted out, byte for byte; `None` when it has none.
#[must_use]
pub fn without_tokens(text: &str) -> Option<String> {
    let places: Vec<(Span, usize)> = tokens(text).into_iter().map(|t| (t.token, 0)).collect();
    (!places.is_empty()).then(|| blotted(text, &places))
}

fn tokens(text: &str) -> Vec<Token> {
    // Nearly every text is done with after these two looks.
    if !text.contains("hook") && !text.contains("access_token=") {
        return Vec::new();
    }
    let mut tokens = Vec::new();
    for (service, beginning, parameter) in SERVICES {
        for (start, _) in text.match_indices(beginning) {
            let rest = start + beginning.len();
            let address = &text[rest..];
            let end = address.find(|c| !is_of_address(c)).unwrap_or(address.len());
            let Some(at) = address[..end].find(parameter) else { continue };
            let from = at + parameter.len();
            let length = if parameter.is_empty() { end - from } else { parameter_length(&address[from..end]) };
            let token = Span { start: rest + from, end: rest + from + length };
            if is_token(&text[token.start..token.end]) {
                let shown = format!("{}***", &text[start..token.start]);
                tokens.push(Token { service, shown, whole: Span { start, end: token.end }, token });
            }
        }
    }
    tokens.sort_by_key(|t| t.whole);
    tokens
}

fn is_of_address(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~/?#=&%+:@${}*".contains(c)
}

fn parameter_length(text: &str) -> usize {
    text.find(['&', '#']).unwrap_or(text.len())
}

/// Whether it is a token, and not a word such as YOUR_KEY that stands for one on a page.
fn is_token(text: &str) -> bool {
    let last = text.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let mut letters: Vec<u8> = last.bytes().collect();
    letters.sort_unstable();
    letters.dedup();
    last.len() >= 8 && letters.len() >= 5 && text.bytes().any(|b| b.is_ascii_digit()) && !text.contains(['{', '$', '*'])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Put together here, so that this file holds no address with a token.
    fn address(host: &str, path: &str) -> String {
        format!("https://{host}{path}{}", "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa")
    }

    #[test]
    fn every_service_is_known_and_no_token_is_told() {
        for (host, path) in [
            ("qyapi.weixin.qq.com", "/cgi-bin/webhook/send?key="),
            ("qyapi.weixin.qq.com", "/cgi-bin/webhook/send?debug=1&key="),
            ("oapi.dingtalk.com", "/robot/send?access_token="),
            ("open.feishu.cn", "/open-apis/bot/v2/hook/"),
            ("open.larksuite.com", "/open-apis/bot/v2/hook/"),
            ("hooks.slack.com", "/services/T012AB3CD/B012AB3CD/"),
            ("discord.com", "/api/webhooks/123456789012345678/"),
            ("example.webhook.office.com", "/webhookb2/"),
        ] {
            let text = format!("通知：{}。\n", address(host, path));
            let mut found = Vec::new();
            check(&text, &mut found);
            assert_eq!(found.len(), 1, "{host}");
            let said = format!("{:?}", found[0].finding);
            let blotted = without_tokens(&text).unwrap();
            for told in [said, blotted.clone()] {
                assert!(!told.contains("7xxx") && !told.contains("0ec2"), "{told}");
            }
            assert_eq!(blotted.len(), text.len());
        }
    }

    #[test]
    fn what_stands_for_a_token_on_a_page_is_none() {
        let beginning = ["https://hooks.slack.com", "/services/"].concat();
        for end in ["T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX", "YOUR_KEY", "$HOOK", "…", "", "{token}12345678"] {
            assert!(tokens(&format!("{beginning}{end} ")).is_empty(), "{end}");
        }
    }
}
