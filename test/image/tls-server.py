"""A TLS server with a certificate of an authority that is made now. Prints the authority's certificate, then answers everyone."""
import socket
import ssl
import subprocess
import sys

NAME = sys.argv[1]
KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-config", "/tmp/empty"]
SAME = ["-addext", "subjectKeyIdentifier=hash", "-addext", "authorityKeyIdentifier=keyid:always"]


def openssl(*words):
    subprocess.run(["openssl", "req", "-x509", *KEY, *words], check=True, capture_output=True)


open("/tmp/empty", "w").write("[req]\ndistinguished_name = name\n[name]\n")
openssl("-subj", "/CN=Throwaway authority", "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign",
        "-addext", "subjectKeyIdentifier=hash", "-keyout", "/tmp/ca.key", "-out", "/tmp/ca.pem")
openssl("-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}", "-addext", "basicConstraints=critical,CA:FALSE", *SAME,
        "-CA", "/tmp/ca.pem", "-CAkey", "/tmp/ca.key", "-keyout", "/tmp/key", "-out", "/tmp/certificate")
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("/tmp/certificate", "/tmp/key")
with socket.create_server(("0.0.0.0", 443)) as server:
    print(open("/tmp/ca.pem").read(), flush=True)
    while True:
        connection, _ = server.accept()
        try:
            with context.wrap_socket(connection, server_side=True) as secure:
                secure.send(b"hello")
        except OSError as error:
            print(error, flush=True)
