"""An application with routes, templates, sessions, blueprints and hooks, asked by its test client."""

from flask import Blueprint, Flask, abort, g, jsonify, render_template_string, request, session, stream_with_context


def build():
    app = Flask("own")
    app.secret_key = "k"
    inner = Blueprint("inner", "own", url_prefix="/in")

    @app.before_request
    def before():
        g.words = ["a"]

    @inner.route("/<name>", methods=["GET", "POST"])
    def show(name):
        session["n"] = session.get("n", 0) + 1
        return jsonify(name=name, n=session["n"], json=request.get_json(silent=True), words=g.words)

    @app.route("/page")
    def page():
        return render_template_string("{% for w in g.words %}<b>{{ w }}{{ '<' }}</b>{% endfor %}{{ url_for('inner.show', name='x') }}")

    @app.route("/stream")
    def stream():
        return stream_with_context(f"{n}," for n in range(5)), {"X-A": "b"}

    @app.route("/stop")
    def stop():
        abort(410)

    app.register_error_handler(410, lambda error: ("gone", 410))
    app.register_blueprint(inner)
    return app


def run():
    app = build()
    client = app.test_client()
    answers = [client.get("/in/a"), client.post("/in/b", json={"k": [1]}), client.get("/page"), client.get("/stream"), client.get("/stop"), client.get("/none")]
    return [(a.status_code, a.get_data(as_text=True)) for a in answers], sorted(str(rule) for rule in app.url_map.iter_rules()), app.test_cli_runner().invoke(args=["routes"]).exit_code
