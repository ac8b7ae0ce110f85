//! A viewer's request as a function sees it, and what of the function's changes CloudFront takes.
//!
//! The event's form is AWS's (`cf.fn_event`), and so is what a function may not touch (`cf.fn_read_only`).

use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};
use serde_json::{Map, Value, json};

/// Headers that a function neither sees nor sets; those that end with a `-` stand for all that begin so.
const DISALLOWED: &[&str] = &[
    "connection",
    "expect",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "trailer",
    "upgrade",
    "x-accel-",
    "x-amz-cf-",
    "x-amzn-",
    "x-cache",
    "x-edge-",
    "x-forwarded-proto",
    "x-real-ip",
];
/// Headers of a viewer's request that a function sees and can't change.
const READ_ONLY: &[&str] = &["content-length", "host", "transfer-encoding", "via"];
/// The longest path that a function may give a request.
const PATH_LIMIT: usize = 8_192;
/// The longest body that a function may answer with.
const BODY_LIMIT: usize = 40 << 10;

/// A viewer's request on its way through CloudFront.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Passing {
    pub method: String,
    pub path: String,
    /// As it came, without its `?`.
    pub query: Option<String>,
    pub headers: HeaderMap,
}

impl Passing {
    /// Reads the request of an event that somebody made up for a test.
    pub(crate) fn of_event(event: &Value) -> Result<Self, String> {
        let request = &event["request"];
        let text = |name: &str| {
            let text = request[name].as_str().map(str::to_owned);
            text.ok_or_else(|| format!("The event object has no request with a {name}"))
        };
        let mut passing = Self {
            method: text("method")?,
            path: text("uri")?,
            query: Some(query_of(&request["querystring"])?).filter(|query| !query.is_empty()),
            headers: headers_of(&request["headers"])?,
        };
        if let Some(cookies) = cookies_of(&request["cookies"])? {
            passing.headers.insert(http::header::COOKIE, cookies);
        }
        Ok(passing)
    }

    /// The `request` of the event that a function gets.
    pub(crate) fn to_json(&self) -> Value {
        let seen =
            self.headers.iter().filter(|(name, _)| *name != http::header::COOKIE && !is_disallowed(name));
        let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        json!({
            "method": self.method,
            "uri": self.path,
            "querystring": fields(pairs(self.query.as_deref().unwrap_or_default(), '&')),
            "headers": fields(seen.map(|(name, value)| (name.as_str().to_owned(), text(value)))),
            "cookies": fields(self.cookies()),
        })
    }

    fn cookies(&self) -> impl Iterator<Item = (String, String)> {
        let lines = self.headers.get_all(http::header::COOKIE).iter();
        lines.filter_map(|line| line.to_str().ok()).flat_map(|line| pairs(line, ';'))
    }

    /// The request that goes on after a function returned it. What the function left alone goes on as it came.
    pub(crate) fn changed_by(&self, returned: &Value) -> Result<Self, String> {
        let before = self.to_json();
        let mut after = self.clone();
        if returned["method"] != before["method"] {
            return Err("The function tried to change the request's method.".to_owned());
        }
        let path = returned["uri"].as_str().filter(|path| path.starts_with('/') && path.len() <= PATH_LIMIT);
        path.ok_or("The uri has to begin with a slash.")?.clone_into(&mut after.path);
        if returned["querystring"] != before["querystring"] {
            after.query = Some(query_of(&returned["querystring"])?).filter(|query| !query.is_empty());
        }
        if returned["headers"] != before["headers"] {
            let kept =
                self.headers.iter().filter(|(name, _)| is_disallowed(name) || *name == http::header::COOKIE);
            let kept: Vec<_> = kept.map(|(name, value)| (name.clone(), value.clone())).collect();
            after.headers = headers_of(&returned["headers"])?;
            if let Some(name) = after.headers.keys().find(|name| is_disallowed(name)) {
                return Err(format!("The function tried to add the header {name}, which is not allowed."));
            }
            if let Some(name) =
                READ_ONLY.iter().find(|name| self.headers.get(**name) != after.headers.get(**name))
            {
                return Err(format!("The function tried to change the header {name}, which is read-only."));
            }
            for (name, value) in kept {
                after.headers.append(name, value);
            }
        }
        if returned["cookies"] != before["cookies"] {
            after.headers.remove(http::header::COOKIE);
            if let Some(cookies) = cookies_of(&returned["cookies"])? {
                after.headers.insert(http::header::COOKIE, cookies);
            }
        }
        Ok(after)
    }
}

/// An answer as a function sees it on the way back: without its body, which only a viewer gets.
pub(crate) fn as_seen(response: &Response<Vec<u8>>) -> Value {
    let seen = response.headers().iter().filter(|(name, _)| !is_disallowed(name));
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    json!({
        "statusCode": response.status().as_u16(),
        "statusDescription": response.status().canonical_reason().unwrap_or_default(),
        "headers": fields(seen.map(|(name, value)| (name.as_str().to_owned(), text(value)))),
    })
}

/// The response that a function answers with in the place of an origin.
pub(crate) fn generated(returned: &Value) -> Result<Response<Vec<u8>>, String> {
    let status = returned["statusCode"].as_u64().and_then(|code| u16::try_from(code).ok());
    let status = status.and_then(|code| StatusCode::from_u16(code).ok()).filter(|code| code.as_u16() < 600);
    let mut response = Response::new(body_of(&returned["body"])?);
    *response.status_mut() = status.ok_or("The statusCode is none of HTTP's.")?;
    *response.headers_mut() = headers_of(&returned["headers"])?;
    if let Some(name) = response.headers().keys().find(|name| is_disallowed(name)) {
        return Err(format!("The function tried to add the header {name}, which is not allowed."));
    }
    for (name, value) in values_of(&returned["cookies"])? {
        let attributes = returned["cookies"][&name]["attributes"].as_str().map(|text| format!("; {text}"));
        let cookie = format!("{name}={value}{}", attributes.unwrap_or_default());
        let cookie =
            HeaderValue::from_str(&cookie).map_err(|_| format!("The cookie {name} can't be sent."))?;
        response.headers_mut().append(http::header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// The answer that goes on after a function returned it: without a body of the function's own with the one that it had.
pub(crate) fn sent_back(response: Response<Vec<u8>>, returned: &Value) -> Result<Response<Vec<u8>>, String> {
    let mut changed = generated(returned)?;
    let kept = response.headers().iter().filter(|(name, _)| is_disallowed(name));
    for (name, value) in kept {
        changed.headers_mut().append(name.clone(), value.clone());
    }
    let replaced = returned.get("body").is_some();
    Ok(changed.map(|body| if replaced { body } else { response.into_body() }))
}

fn body_of(body: &Value) -> Result<Vec<u8>, String> {
    use base64::Engine as _;

    let bytes = match body {
        Value::Null => Vec::new(),
        Value::String(text) => text.clone().into_bytes(),
        body => {
            let data = body["data"].as_str().ok_or("The body has no data.")?;
            match body["encoding"].as_str() {
                Some("text") => data.as_bytes().to_vec(),
                Some("base64") => base64::prelude::BASE64_STANDARD
                    .decode(data)
                    .map_err(|_| "The body's data is not base64.".to_owned())?,
                _ => return Err("The body's encoding is neither text nor base64.".to_owned()),
            }
        }
    };
    if bytes.len() > BODY_LIMIT {
        return Err("The body is larger than 40 KB.".to_owned());
    }
    Ok(bytes)
}

fn is_disallowed(name: &HeaderName) -> bool {
    DISALLOWED
        .iter()
        .any(|one| if one.ends_with('-') { name.as_str().starts_with(one) } else { name.as_str() == *one })
}

/// Names with their values, each name once: its first value, and all of them where it has several.
fn fields(all: impl Iterator<Item = (String, String)>) -> Value {
    let mut fields = Map::new();
    for (name, value) in all {
        let value = json!({ "value": value });
        match fields.get_mut(&name) {
            None => drop(fields.insert(name, value)),
            Some(field) => {
                let first = json!({ "value": field["value"] });
                let several = field.as_object_mut().expect("it is made above").entry("multiValue");
                several.or_insert_with(|| json!([first])).as_array_mut().expect("the same").push(value);
            }
        }
    }
    fields.into()
}

/// The values of all fields, those of a `multiValue` one by one.
fn values_of(fields: &Value) -> Result<Vec<(String, String)>, String> {
    let mut values = Vec::new();
    let fields = match fields {
        Value::Null => return Ok(values),
        fields => fields.as_object().ok_or("Headers, cookies and the querystring are objects.")?,
    };
    for (name, field) in fields {
        let all = field["multiValue"].as_array().filter(|all| !all.is_empty());
        let all = all.map_or_else(|| std::slice::from_ref(field), Vec::as_slice);
        for one in all {
            let value = one["value"].as_str().ok_or_else(|| format!("The value of {name} is no text."))?;
            values.push((name.clone(), value.to_owned()));
        }
    }
    Ok(values)
}

/// A query, or a line of cookies, taken apart. Nothing in it is decoded: functions see it as it was sent.
fn pairs(text: &str, between: char) -> impl Iterator<Item = (String, String)> {
    let parts = text.split(between).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        (name.to_owned(), value.to_owned())
    })
}

/// A query from its fields, or as the text that a function may give in their place.
fn query_of(fields: &Value) -> Result<String, String> {
    if let Some(text) = fields.as_str() {
        return Ok(text.to_owned());
    }
    let all = values_of(fields)?.into_iter().map(|(name, value)| format!("{name}={value}"));
    Ok(all.collect::<Vec<_>>().join("&"))
}

fn cookies_of(fields: &Value) -> Result<Option<HeaderValue>, String> {
    let all = values_of(fields)?.into_iter().map(|(name, value)| format!("{name}={value}"));
    let line = all.collect::<Vec<_>>().join("; ");
    let value = HeaderValue::from_str(&line).map_err(|_| "The cookies can't be sent.".to_owned())?;
    Ok(Some(value).filter(|value| !value.is_empty()))
}

fn headers_of(fields: &Value) -> Result<HeaderMap, String> {
    let mut headers = HeaderMap::new();
    for (name, value) in values_of(fields)? {
        let header = name.parse::<HeaderName>().ok().zip(HeaderValue::from_str(&value).ok());
        let (name, value) = header.ok_or_else(|| format!("The header {name} can't be sent."))?;
        headers.append(name, value);
    }
    Ok(headers)
}
