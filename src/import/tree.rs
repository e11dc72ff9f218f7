//! JSON as it was found, before anything is known of it.

use super::error::{Expected, ReadError};

/// Nothing that is nested deeper is read; what is exported here has a depth of seven.
const MAX_DEPTH: usize = 32;

/// A value of JSON (RFC 8259). Of a name that stands twice in an object the last one counts.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number; those beyond 2^53 lose their last digits.
    Number(f64),
    /// A text.
    Text(String),
    /// An array.
    List(Vec<Tree>),
    /// An object, in no particular order.
    Object(Vec<(String, Tree)>),
}

impl Tree {
    /// The value of this name; `None` where there is none, or this is no object.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Tree> {
        match self {
            Tree::Object(fields) => {
                let mut fields = fields.iter().rev();
                Some(&fields.find(|(own, _)| own == name)?.1)
            }
            _ => None,
        }
    }

    /// Reads a text.
    ///
    /// # Errors
    /// It is not JSON, or nested too deep.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn parse(text: &str) -> Result<Self, ReadError> {
        // A mark of the byte order stands before what some editors save.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let value =
            serde_json::from_str(text).map_err(|error| ReadError::not_json(error.to_string()))?;
        Self::from_value(value, 0)
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn from_value(value: serde_json::Value, depth: usize) -> Result<Self, ReadError> {
        use serde_json::Value;
        if depth > MAX_DEPTH {
            return Err(ReadError::at_root(Expected::AtMostDeep(MAX_DEPTH)));
        }
        Ok(match value {
            Value::Null => Tree::Null,
            Value::Bool(value) => Tree::Bool(value),
            Value::Number(number) => Tree::Number(number.as_f64().unwrap_or(f64::NAN)),
            Value::String(text) => Tree::Text(text),
            Value::Array(items) => {
                let items = items
                    .into_iter()
                    .map(|item| Self::from_value(item, depth + 1));
                Tree::List(items.collect::<Result<_, _>>()?)
            }
            Value::Object(fields) => {
                let fields = fields
                    .into_iter()
                    .map(|(name, value)| Ok((name, Self::from_value(value, depth + 1)?)));
                Tree::Object(fields.collect::<Result<_, ReadError>>()?)
            }
        })
    }

    /// Reads a text, by the browser's own reader: ours would be a tenth of the page.
    ///
    /// # Errors
    /// It is not JSON, or nested too deep.
    #[cfg(target_arch = "wasm32")]
    pub fn parse(text: &str) -> Result<Self, ReadError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let value = js_sys::JSON::parse(text).map_err(|error| {
            let error: js_sys::Error = wasm_bindgen::JsCast::unchecked_into(error);
            ReadError::not_json(error.message().into())
        })?;
        Self::from_js(&value, 0)
    }

    #[cfg(target_arch = "wasm32")]
    fn from_js(value: &wasm_bindgen::JsValue, depth: usize) -> Result<Self, ReadError> {
        use wasm_bindgen::JsCast;
        if depth > MAX_DEPTH {
            return Err(ReadError::at_root(Expected::AtMostDeep(MAX_DEPTH)));
        }
        if let Some(text) = value.as_string() {
            return Ok(Tree::Text(text));
        }
        if let Some(number) = value.as_f64() {
            return Ok(Tree::Number(number));
        }
        if let Some(value) = value.as_bool() {
            return Ok(Tree::Bool(value));
        }
        if let Some(items) = value.dyn_ref::<js_sys::Array>() {
            let items = items.iter().map(|item| Self::from_js(&item, depth + 1));
            return Ok(Tree::List(items.collect::<Result<_, _>>()?));
        }
        let Some(object) = value.dyn_ref::<js_sys::Object>() else {
            return Ok(Tree::Null);
        };
        let mut fields = Vec::new();
        for entry in js_sys::Object::entries(object).iter() {
            let entry: js_sys::Array = entry.unchecked_into();
            let name = entry.get(0).as_string().unwrap_or_default();
            fields.push((name, Self::from_js(&entry.get(1), depth + 1)?));
        }
        Ok(Tree::Object(fields))
    }
}
