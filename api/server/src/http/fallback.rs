//! What no operation takes: wrong methods, unknown paths, and the web app's files.

use std::path::{Path, PathBuf};

use actix_files::NamedFile;
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::Value;

use super::problem::{Problem, ProblemCode};
use crate::error::{Error, Result};

/// What exists, so that what does not can be told apart.
#[derive(Clone, Debug)]
pub struct Surface {
    paths: Vec<(Vec<String>, Vec<String>)>,
    web_dir: PathBuf,
}

/// Below these the API document names nothing, but `GET` works.
const OUTSIDE_THE_DOCUMENT: [&str; 2] = ["/api/v1/openapi.json", "/api/v1/docs"];

impl Surface {
    /// Reads the paths and their methods from the API document.
    pub fn of(document: &Value, web_dir: &Path) -> Self {
        let split = |path: &str| path.split('/').map(str::to_owned).collect::<Vec<_>>();
        let mut paths: Vec<_> = OUTSIDE_THE_DOCUMENT
            .iter()
            .map(|path| (split(path), vec!["GET".to_owned(), "HEAD".to_owned()]))
            .collect();
        let documented = document.get("paths").and_then(Value::as_object);
        for (path, item) in documented.into_iter().flatten() {
            let methods = item.as_object().into_iter().flat_map(|item| item.keys());
            let mut methods: Vec<_> = methods.map(|method| method.to_ascii_uppercase()).collect();
            if methods.iter().any(|method| method == "GET") {
                methods.push("HEAD".to_owned());
            }
            methods.sort();
            paths.push((split(path), methods));
        }
        Self { paths, web_dir: web_dir.to_owned() }
    }

    /// The methods that a path has; `None` when there is no such path.
    fn methods(&self, path: &str) -> Option<Vec<&str>> {
        let segments: Vec<&str> = path.split('/').collect();
        let mut methods: Vec<&str> = self
            .paths
            .iter()
            .filter(|(template, _)| matches(template, &segments))
            .flat_map(|(_, methods)| methods.iter().map(String::as_str))
            .collect();
        methods.sort_unstable();
        methods.dedup();
        Some(methods).filter(|methods| !methods.is_empty())
    }
}

/// Whether a path is of that template; `{name}` stands for anything but nothing.
fn matches(template: &[String], segments: &[&str]) -> bool {
    template.len() == segments.len()
        && template.iter().zip(segments).all(|(expected, segment)| match expected.split_once('{') {
            None => expected == segment,
            Some((before, rest)) => {
                let after = rest.split_once('}').map_or("", |(_, after)| after);
                segment.len() > before.len() + after.len()
                    && segment.starts_with(before)
                    && segment.ends_with(after)
            }
        })
}

/// The last service of the application.
pub async fn fallback(request: HttpRequest, surface: web::Data<Surface>) -> Result<HttpResponse> {
    let path = request.path();
    let is_below = |root: &str| path == root || path.starts_with(&format!("{root}/"));
    if is_below("/api") || is_below(super::CINEMA_FEED) {
        return match surface.methods(path) {
            Some(methods) => Ok(refuse_method(request.method(), &methods.join(", "))),
            None => Err(Error::NotFound("path")),
        };
    }
    if request.method() != Method::GET {
        return Ok(refuse_method(request.method(), "GET, HEAD"));
    }
    serve_web_app(&request, &surface.web_dir)
}

fn refuse_method(method: &Method, allowed: &str) -> HttpResponse {
    let detail = format!("{method} does not exist here; there is {allowed}.");
    let mut response = Problem::new(ProblemCode::MethodNotAllowed, detail).into_response();
    if let Ok(value) = HeaderValue::from_str(allowed) {
        response.headers_mut().insert(header::ALLOW, value);
    }
    response
}

fn serve_web_app(request: &HttpRequest, web_dir: &Path) -> Result<HttpResponse> {
    let path = request.path();
    let names: Vec<&str> = path.split('/').filter(|name| !name.is_empty()).collect();
    // Percent signs are not decoded, so no name can hide a slash or two dots.
    let is_plain = names.iter().all(|name| !name.starts_with('.') && !name.contains(['\\', '\0']));
    if !is_plain {
        return Err(Error::NotFound("file"));
    }
    let is_asset = names.first() == Some(&"assets");
    let is_file = names.last().is_some_and(|name| name.contains('.'));
    let file =
        if is_file || is_asset { names.iter().collect() } else { PathBuf::from("index.html") };
    let file = NamedFile::open(web_dir.join(file));
    let file = file.map_err(|_| Error::NotFound("file"))?;
    let mut response = file.into_response(request);
    // A hashed name never changes its content; everything else is asked for again.
    let cache = if is_asset { "public, max-age=31536000, immutable" } else { "no-cache" };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::Surface;
    use serde_json::json;

    #[test]
    fn methods_come_from_the_document() {
        let document = json!({"paths": {
            "/api/v1/orders": {"get": {}, "post": {}},
            "/api/v1/orders/{id}": {"get": {}},
            "/api/v1/orders/{id}/tickets.ics": {"get": {}},
            "/api/v1/admin/ledger/entries": {"get": {}},
        }});
        let surface = Surface::of(&document, std::path::Path::new("dist"));
        assert_eq!(surface.methods("/api/v1/orders"), Some(vec!["GET", "HEAD", "POST"]));
        assert_eq!(surface.methods("/api/v1/orders/1"), Some(vec!["GET", "HEAD"]));
        assert_eq!(surface.methods("/api/v1/orders/1/tickets.ics"), Some(vec!["GET", "HEAD"]));
        assert_eq!(surface.methods("/api/v1/admin/ledger/entries"), Some(vec!["GET", "HEAD"]));
        assert_eq!(surface.methods("/api/v1/orders/"), None);
        assert_eq!(surface.methods("/api/v1/admin/ledger"), None);
    }
}
