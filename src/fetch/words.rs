//! Errors of fetches in the languages of the page.

use super::FetchError;
use super::outcome::tenths;
use crate::config::Lang;

impl FetchError {
    /// The error in words, without a full stop. What the browser itself says of it stays as it is.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.to_string(),
            Lang::Zh => chinese(self),
        }
    }
}

fn chinese(error: &FetchError) -> String {
    match error {
        FetchError::NotFound { url } => format!("未找到：{url}"),
        FetchError::Http { status, reason, .. } if reason.is_empty() => {
            format!("HTTP 错误 {status}")
        }
        FetchError::Http { status, reason, .. } => format!("HTTP 错误 {status} - {reason}"),
        FetchError::Network { detail } => format!(
            "网络错误：{detail}（连接被拒绝或被重置、被 CORS 拦截、离线，或其他原因：浏览器不说明是哪一种）"
        ),
        FetchError::BrokenOff { detail, .. } => {
            format!("网络错误：响应没有传完就中断了（{detail}）")
        }
        FetchError::Timeout { timeout } => format!("{} 秒后超时", tenths(*timeout)),
        FetchError::BadRequest { detail } => format!("浏览器无法发出这样的请求：{detail}"),
    }
}
