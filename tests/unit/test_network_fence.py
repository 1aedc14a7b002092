import socket

import pytest
from surroundings import NetworkBlocked


def test_a_name_of_the_outside_world_cannot_be_looked_up():
    with pytest.raises(NetworkBlocked, match=r"example\.org"):
        socket.getaddrinfo("example.org", 443)


@pytest.mark.parametrize("address", ["192.0.2.1", "10.0.0.1", "169.254.169.254"])
def test_an_address_of_the_outside_world_cannot_be_reached(address):
    with socket.socket() as reaching, pytest.raises(NetworkBlocked):
        reaching.connect((address, 80))
    with socket.socket() as reaching, pytest.raises(NetworkBlocked):
        reaching.connect_ex((address, 80))


def test_loopback_can_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        accepted, _ = server.accept()
        client.sendall(b"here")
        assert accepted.recv(4) == b"here"
        accepted.close()
