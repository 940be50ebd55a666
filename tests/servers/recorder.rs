use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

/// How long anything may take before a test has failed.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a [`Recorder`] does when it has a request.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Answer {
    /// Sends these bytes; none at all is a connection that is closed without an answer.
    Bytes(String),
    /// Sends these bytes after this time.
    Late(Duration, String),
    /// Resets the connection.
    Reset,
}

/// How a [`Recorder`] comes to its answers.
enum Script {
    /// The first request of each connection has the first one, and so on; then the connection is closed.
    Turns(Vec<Answer>),
    /// One for what `METHOD /path` of each request is, on a connection of its own.
    Line(Mutex<Box<Said>>),
}

/// Status, a line for the head or none, and the body; of a redirect, where it leads.
type Said = dyn FnMut(&str) -> (u16, String, String) + Send;

/// A server that says what it is told to, keeps the bytes of each request and counts each connection.
#[derive(Debug)]
pub struct Recorder {
    address: SocketAddr,
    seen: Arc<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    peers: Vec<SocketAddr>,
    open: usize,
    requests: Vec<Vec<u8>>,
}

impl Recorder {
    /// Starts it on 127.0.0.1, with one answer for all, as it goes over the wire.
    ///
    /// # Panics
    ///
    /// If no port can be bound.
    #[must_use]
    pub fn start(answer: &str) -> Self {
        Self::conversing("127.0.0.1", &[Answer::Bytes(answer.to_owned())])
    }

    /// Starts it on `host`, with an answer for the first request of each connection, one for the second, and so on; then
    /// the connection is closed.
    ///
    /// # Panics
    ///
    /// If no port can be bound.
    #[must_use]
    pub fn conversing(host: &str, answers: &[Answer]) -> Self {
        Self::following(host, Script::Turns(answers.to_vec()))
    }

    /// Starts it with what `answer` makes of `METHOD /path`: the status, and the body. The text of a redirect is where it
    /// leads.
    ///
    /// # Panics
    ///
    /// If no port can be bound.
    #[must_use]
    pub fn saying(mut answer: impl FnMut(&str) -> (u16, String) + Send + 'static) -> Self {
        Self::saying_with(move |line| {
            let (status, text) = answer(line);
            (status, String::new(), text)
        })
    }

    /// The same, with a line for the head of the answer between the two.
    ///
    /// # Panics
    ///
    /// If no port can be bound.
    #[must_use]
    pub fn saying_with(answer: impl FnMut(&str) -> (u16, String, String) + Send + 'static) -> Self {
        Self::following("127.0.0.1", Script::Line(Mutex::new(Box::new(answer))))
    }

    fn following(host: &str, script: Script) -> Self {
        let listener = TcpListener::bind((host, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let (seen, script) = (Arc::new(Seen::default()), Arc::new(script));
        let recorder = Self {
            address,
            seen: Arc::clone(&seen),
        };
        thread::spawn(move || {
            for stream in listener.incoming() {
                let stream = stream.unwrap();
                stream.set_read_timeout(Some(PATIENCE)).unwrap();
                seen.change(|state| {
                    state.peers.push(stream.peer_addr().unwrap());
                    state.open += 1;
                });
                let (seen, script) = (Arc::clone(&seen), Arc::clone(&script));
                thread::spawn(move || {
                    match &*script {
                        Script::Turns(answers) => converse(stream, answers, &seen),
                        Script::Line(answer) => say(stream, answer, &seen),
                    }
                    seen.change(|state| state.open -= 1);
                });
            }
        });
        recorder
    }

    /// An answer with a JSON body that closes the connection.
    #[must_use]
    pub fn json(status: &str, body: &str) -> String {
        let length = body.len();
        format!(
            "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
        )
    }

    /// Where it listens: `http://127.0.0.1:port`.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests since the last call, byte for byte; whoever is still sending one is waited for.
    ///
    /// # Panics
    ///
    /// If somebody sends for too long.
    #[must_use]
    pub fn take(&self) -> Vec<Vec<u8>> {
        // Who connected before this call is known after it.
        let _ = self.connections();
        let mut state = self.seen.wait(|state| state.open > 0);
        std::mem::take(&mut state.requests)
    }

    /// `METHOD /path` of the requests since the last call, the path below the workspace `lab` where it is.
    ///
    /// # Panics
    ///
    /// If somebody sends for too long.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let lines = self.take();
        let lines = lines.iter().map(|request| line(request));
        lines
            .map(|line| line.replace("/api/v1/workspaces/lab/", ""))
            .collect()
    }

    /// How many connections were accepted before this call, with or without a request on them.
    ///
    /// # Panics
    ///
    /// If the server does not accept any more.
    #[must_use]
    pub fn connections(&self) -> usize {
        // Connections are accepted in order: when this one is, all before it are.
        let own = TcpStream::connect(self.address).unwrap();
        let own = own.local_addr().unwrap();
        let mut state = self.seen.wait(|state| !state.peers.contains(&own));
        state.peers.retain(|peer| *peer != own);
        state.peers.len()
    }
}

impl Seen {
    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state.lock().unwrap());
        self.changed.notify_all();
    }

    fn wait(&self, while_so: impl Fn(&State) -> bool) -> MutexGuard<'_, State> {
        let state = self.state.lock().unwrap();
        let waited = self
            .changed
            .wait_timeout_while(state, PATIENCE, |state| while_so(state));
        let (state, timeout) = waited.unwrap();
        if timeout.timed_out() {
            let open = state.open;
            drop(state);
            panic!("{open} connections are still open");
        }
        state
    }
}

/// Answers the requests of one connection. Each is recorded before its answer, so whoever has the answer finds it.
fn converse(mut stream: TcpStream, answers: &[Answer], seen: &Seen) {
    for answer in answers {
        let bytes = match answer {
            Answer::Reset => request_but_for_a_byte(&mut stream),
            Answer::Bytes(_) | Answer::Late(..) => request(&mut stream),
        };
        if bytes.is_empty() {
            return;
        }
        seen.change(|state| state.requests.push(bytes));
        let sent = match answer {
            Answer::Bytes(bytes) => stream.write_all(bytes.as_bytes()),
            Answer::Late(time, bytes) => {
                thread::sleep(*time);
                stream.write_all(bytes.as_bytes())
            }
            Answer::Reset => return,
        };
        if sent.is_err() {
            return;
        }
    }
}

/// Answers the one request of a connection.
fn say(mut stream: TcpStream, answer: &Mutex<Box<Said>>, seen: &Seen) {
    let bytes = request(&mut stream);
    if bytes.is_empty() {
        return;
    }
    let line = line(&bytes);
    seen.change(|state| state.requests.push(bytes));
    let (status, said, text) = answer.lock().unwrap()(&line);
    let (location, body) = match status {
        300..400 => (format!("location: {text}\r\n"), String::new()),
        _ => (String::new(), text),
    };
    let said = if said.is_empty() { said } else { said + "\r\n" };
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status} Said\r\n{said}{location}content-length: {length}\r\nconnection: close\r\n\r\n"
    );
    // A client that is gone has its own opinion of it.
    let _ = stream.write_all((head + &body).as_bytes());
}

/// `METHOD /path` of a request.
fn line(request: &[u8]) -> String {
    let text = String::from_utf8_lossy(request);
    let line = text.lines().next().unwrap_or_default();
    line.replace(" HTTP/1.1", "")
}

/// Reads the head, and as much body as it announces.
fn request(stream: &mut TcpStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    while !is_whole(&bytes) {
        match stream.read(&mut chunk) {
            Ok(0) | Err(_) => break,
            Ok(read) => bytes.extend_from_slice(&chunk[..read]),
        }
    }
    bytes
}

/// As [`request`], but the last byte stays unread: then closing the connection resets it.
fn request_but_for_a_byte(stream: &mut TcpStream) -> Vec<u8> {
    let mut bytes = vec![0; 1 << 16];
    let deadline = Instant::now() + PATIENCE;
    loop {
        let seen = stream.peek(&mut bytes).unwrap_or(0);
        if seen == 0 || Instant::now() > deadline {
            return Vec::new();
        }
        if is_whole(&bytes[..seen]) {
            stream.read_exact(&mut bytes[..seen - 1]).unwrap();
            bytes.truncate(seen);
            return bytes;
        }
        thread::sleep(Duration::from_millis(1));
    }
}

fn is_whole(bytes: &[u8]) -> bool {
    let head = bytes.windows(4).position(|window| window == b"\r\n\r\n");
    head.is_some_and(|head| bytes.len() >= head + 4 + length(&bytes[..head]))
}

fn length(head: &[u8]) -> usize {
    let head = String::from_utf8_lossy(head).to_lowercase();
    let header = head.lines().find_map(|line| line.strip_prefix("content-length:"));
    header.and_then(|value| value.trim().parse().ok()).unwrap_or(0)
}
