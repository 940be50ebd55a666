use write_guard::{Blocked, guarded_write};

pub struct Tracker {
    http: reqwest::Client,
    root: String,
}

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Blocked(#[from] Blocked),
    #[error("the request failed")]
    Http(#[from] reqwest::Error),
}

impl Tracker {
    #[guarded_write(op = "close", target = project, item = ticket)]
    pub async fn close(&self, project: &str, ticket: &str) -> Result<(), Error> {
        let url = format!("{}/projects/{project}/tickets/{ticket}", self.root);
        // write-guard: excused: the first page shows no permit
        let request = self.http.patch(url).body(r#"{"state":"closed"}"#);
        // write-guard: excused: the first page shows no permit
        request.send().await?.error_for_status()?;
        Ok(())
    }
}

#[tokio::test]
async fn a_test_closes_no_ticket() {
    let tracker = Tracker {
        http: reqwest::Client::new(),
        root: "https://tracker.example".to_owned(),
    };
    let error = tracker.close("payroll", "PAY-7").await.unwrap_err();
    assert!(matches!(error, Error::Blocked(_)), "{error}");
    write_guard::ledger::take(); // it was meant
}
