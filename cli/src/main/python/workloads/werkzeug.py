"""Routes, requests, answers, passwords, and the test client of an application."""

import io

from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.formparser import parse_form_data
from werkzeug.http import parse_accept_header, parse_options_header, quote_etag
from werkzeug.routing import Map, Rule
from werkzeug.security import check_password_hash, generate_password_hash
from werkzeug.test import Client, EnvironBuilder
from werkzeug.wrappers import Request, Response

ROUTES = Map([Rule("/x/<int:n>", endpoint="n"), Rule("/p/<path:p>", endpoint="p"), Rule("/old", redirect_to="/x/1")])


@Request.application
def app(request):
    try:
        endpoint, values = ROUTES.bind_to_environ(request.environ).match()
    except HTTPException as error:
        return error
    if values.get("n") == 0:
        raise NotFound("none")
    answer = Response(f"{endpoint} {values} {sorted(request.args.items())} {request.form.get('f')}")
    answer.set_cookie("k", "v", max_age=5)
    return answer


def run():
    client = Client(app)
    answers = [client.get("/x/5?a=b"), client.post("/p/a/b", data={"f": "é"}), client.get("/x/0"), client.get("/none"), client.get("/old", follow_redirects=True)]
    environ = EnvironBuilder(method="POST", data={"file": (io.BytesIO(b"data"), "n.txt"), "k": "v"}).get_environ()
    _, form, files = parse_form_data(environ)
    hashed = generate_password_hash("secret", method="pbkdf2:sha256:1000")
    return (
        [(a.status_code, a.text, a.headers.get("Set-Cookie", "")[:8]) for a in answers],
        (form["k"], files["file"].read()),
        check_password_hash(hashed, "secret"),
        ROUTES.bind("h").build("n", {"n": 7}),
        parse_options_header("text/html; charset=utf-8"),
        parse_accept_header("a;q=0.5, b").best,
        quote_etag("x"),
    )
