//! What no operation takes: unknown paths, and methods that a path does not have.

use actix_web::{HttpRequest, HttpResponse, web};
use gateways::cinema::wire::Code;
use serde_json::Value;

use super::Shared;
use super::refusal::Refusal;

/// The paths of the document and their methods.
#[derive(Clone, Debug)]
pub(super) struct Surface(Vec<(Vec<String>, Vec<String>)>);

impl Surface {
    pub(super) fn of(document: &Value) -> Self {
        let paths = document.get("paths").and_then(Value::as_object);
        let paths = paths.into_iter().flatten().map(|(path, item)| {
            let methods = item.as_object().into_iter().flat_map(|item| item.keys());
            let methods = methods.map(|method| method.to_ascii_uppercase()).collect();
            (path.split('/').skip(1).map(str::to_owned).collect(), methods)
        });
        Self(paths.collect())
    }

    /// The methods of a path behind the cinema's code, sorted; none when there is no such path.
    fn methods(&self, path: &str) -> Vec<&str> {
        let names: Vec<&str> = path.split('/').skip(2).collect();
        let fits = |template: &[String]| {
            template.len() == names.len()
                && template
                    .iter()
                    .zip(&names)
                    .all(|(part, name)| part == name || part.starts_with('{') && !name.is_empty())
        };
        let known = self.0.iter().filter(|(template, _)| fits(template));
        let mut methods: Vec<&str> =
            known.flat_map(|(_, methods)| methods.iter().map(String::as_str)).collect();
        methods.sort_unstable();
        methods.dedup();
        methods
    }
}

/// The last service of the application.
pub(super) async fn fallback(
    request: HttpRequest,
    shared: web::Data<Shared>,
) -> Result<HttpResponse, Refusal> {
    let methods = shared.surface.methods(request.path());
    Err(if methods.is_empty() {
        Refusal::new(Code::NotFound, "There is no such path.")
    } else {
        Refusal::method(methods.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Surface;

    #[test]
    fn methods_come_from_the_document() {
        let surface = Surface::of(&json!({"paths": {
            "/v1/locks": {"post": {}},
            "/v1/locks/{lock_id}": {"delete": {}},
            "/v1/locks/by-client-id/{client_lock_id}": {"get": {}, "delete": {}},
        }}));
        assert_eq!(surface.methods("/51010001/v1/locks"), ["POST"]);
        assert_eq!(surface.methods("/51010001/v1/locks/BO1"), ["DELETE"]);
        assert_eq!(surface.methods("/51010001/v1/locks/by-client-id/1"), ["DELETE", "GET"]);
        assert!(surface.methods("/51010001/v1/locks/").is_empty());
        assert!(surface.methods("/v1/locks").is_empty());
        assert!(surface.methods("/").is_empty());
    }
}
