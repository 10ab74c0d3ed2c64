//! A client that speaks GraphQL as one person, in process.

use crate::world::{World, meta};
use async_graphql::{Executor, Request, Response, Variables};
use futures_util::{StreamExt, stream::BoxStream};
use serde_json::{Value, json};

/// One person's way to the API.
#[derive(Clone)]
pub struct Client<'a> {
    world: &'a World,
    token: Option<String>,
    cookie: Option<String>,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The data.
    pub data: Value,
    /// The errors, as clients see them.
    pub errors: Vec<Value>,
    /// Cookies that were set.
    pub cookies: Vec<String>,
}

impl<'a> Client<'a> {
    /// A client with an access token, or of nobody.
    pub fn new(world: &'a World, token: Option<String>) -> Self {
        Self { world, token, cookie: None }
    }

    /// The same with a refresh token in its cookie.
    #[must_use]
    pub fn with_cookie(self, refresh_token: String) -> Self {
        Self { cookie: Some(refresh_token), ..self }
    }

    /// Runs a document.
    pub async fn run(&self, document: &str, variables: Value) -> Answer {
        let meta = calitas_app::RequestMeta { refresh_token: self.cookie.clone(), ..meta() };
        match self.world.data_with(self.token.as_deref(), meta).await {
            Ok((_, data)) => {
                let mut request = Request::new(document).variables(Variables::from_json(variables));
                request.data = data;
                Answer::from(self.world.schema.execute(request).await)
            }
            Err(error) => {
                let error =
                    calitas_graphql::error::server_error(&error, calitas_domain::identity::Language::En);
                Answer::from(Response::from_errors(vec![error]))
            }
        }
    }

    /// Runs a document without variables.
    pub async fn ask(&self, document: &str) -> Answer {
        self.run(document, json!({})).await
    }

    /// Runs a mutation with its one input and gives back the payload of its root field.
    pub async fn act(&self, mutation: &str, input: Value) -> Answer {
        self.run(mutation, json!({ "input": input })).await
    }

    /// Listens to a subscription. Every event is resolved in a fresh scope, as the server does it.
    ///
    /// # Panics
    /// When the token does not hold.
    pub async fn listen(&self, document: &str, variables: Value) -> BoxStream<'static, Answer> {
        use calitas_graphql::event_scope::EventScope;
        let (ctx, mut data) = self.world.data(self.token.as_deref()).await.expect("a session");
        let fresh = EventScope::new(move || {
            let ctx = ctx.clone();
            Box::pin(async move {
                match ctx.renewed().await {
                    Ok(ctx) => Ok(calitas_graphql::schema::request_data(ctx)),
                    Err(error) => {
                        let language = calitas_domain::identity::Language::En;
                        Err(calitas_graphql::error::server_error(&error, language))
                    }
                }
            })
        });
        data.insert(fresh);
        let mut request = Request::new(document).variables(Variables::from_json(variables));
        request.data = data;
        self.world.schema.clone().execute_stream(request, None).map(Answer::from).boxed()
    }
}

impl From<Response> for Answer {
    fn from(response: Response) -> Self {
        let cookies = response.http_headers.get_all("set-cookie").iter();
        let cookies = cookies.filter_map(|value| value.to_str().ok()).map(str::to_owned).collect();
        let json = serde_json::to_value(&response).expect("answers are JSON");
        let errors = json.get("errors").and_then(Value::as_array).cloned().unwrap_or_default();
        Self { data: json.get("data").cloned().unwrap_or(Value::Null), errors, cookies }
    }
}

impl Answer {
    /// The data of an answer without errors.
    ///
    /// # Panics
    /// When there are errors.
    #[track_caller]
    pub fn ok(self) -> Value {
        assert!(self.errors.is_empty(), "{:#?}", self.errors);
        self.data
    }

    /// The code of the first error; empty when there is none.
    pub fn code(&self) -> &str {
        self.errors.first().and_then(|error| error["extensions"]["code"].as_str()).unwrap_or_default()
    }

    /// Path and code of every field at fault, in order.
    pub fn fields(&self) -> Vec<(String, String)> {
        let fields = self.errors.first().and_then(|error| error["extensions"]["fields"].as_array());
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        fields.into_iter().flatten().map(|field| (text(&field["path"]), text(&field["code"]))).collect()
    }

    /// The reason of a conflict; empty when there is none.
    pub fn reason(&self) -> &str {
        self.errors.first().and_then(|error| error["extensions"]["reason"].as_str()).unwrap_or_default()
    }
}
