//! Accepted connections, counted at the socket.

use std::net::TcpStream;

use plane_client::embedded::Plane;

use crate::wire::call;

fn address(plane: &Plane) -> String {
    plane.base_url().trim_start_matches("http://").to_owned()
}

#[test]
fn nobody_came_means_zero() {
    let plane = Plane::start().unwrap();
    plane.add_project("Orchestra Sandbox", "SAND");
    assert_eq!(
        (plane.connections(), plane.connections()),
        (0, 0),
        "counting does not count"
    );
}

#[test]
fn a_connection_counts_without_a_request_and_at_once() {
    let plane = Plane::start().unwrap();
    for expected in 1..=50 {
        drop(TcpStream::connect(address(&plane)).unwrap());
        assert_eq!(plane.connections(), expected);
    }
    assert!(plane.requests().is_empty());
}

#[test]
fn many_clients_are_all_counted() {
    let plane = Plane::start().unwrap();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..10 {
                    assert_eq!(call(&plane, "GET", "/api/v1/users/me/", None).status, 200);
                    assert!(plane.connections() > 0);
                }
            });
        }
    });
    assert_eq!((plane.connections(), plane.requests().len()), (80, 80));
}

#[test]
fn a_dropped_server_is_gone() {
    let plane = Plane::start().unwrap();
    let address = address(&plane);
    let open = TcpStream::connect(&address).unwrap();
    assert_eq!(plane.connections(), 1);
    drop(plane);
    assert!(TcpStream::connect(&address).is_err(), "the port is closed");
    drop(open);
}
