"""Gives this machine's engine, which listens on a socket file, to pods: on an address of the containers' own network alone.

Called by ci/interop/shards with that address and a port; ends when it is killed. Whoever reaches it owns the machine, so it runs no
longer than that.
"""
import socket
import sys
import threading


def copy(source, to):
    try:
        while data := source.recv(65536):
            to.sendall(data)
        to.shutdown(socket.SHUT_WR)
    except OSError:
        pass  # the other side has gone


def serve(client):
    with client, socket.socket(socket.AF_UNIX) as engine:
        engine.connect("/var/run/docker.sock")
        back = threading.Thread(target=copy, args=(engine, client), daemon=True)
        back.start()
        copy(client, engine)
        back.join()


with socket.create_server((sys.argv[1], int(sys.argv[2])), backlog=64) as server:
    while True:
        threading.Thread(target=serve, args=(server.accept()[0],), daemon=True).start()
