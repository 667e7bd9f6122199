"""An application with models, dependencies, tasks and its description, asked by its test client."""

from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException, Query
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field


class Item(BaseModel):
    name: str = Field(min_length=2)
    price: float = 1.0


def build(done):
    app = FastAPI(title="Own")

    def page(limit: Annotated[int, Query(le=10)] = 5):
        return {"limit": limit}

    @app.get("/items/{number}")
    async def show(number: int, page: Annotated[dict, Depends(page)]):
        if number == 0:
            raise HTTPException(404, "none")
        return {"number": number, **page}

    @app.post("/items", status_code=201, response_model=Item)
    def add(item: Item, tasks: BackgroundTasks):
        tasks.add_task(done.append, item.name)
        return item

    return app


def run():
    done = []
    app = build(done)
    client = TestClient(app)
    answers = [
        client.get("/items/3?limit=7"),
        client.get("/items/0"),
        client.get("/items/x?limit=99"),
        client.post("/items", json={"name": "tea"}),
        client.post("/items", json={"name": "t", "price": "x"}),
    ]
    return [(a.status_code, a.json()) for a in answers], done, sorted(app.openapi()["paths"]), sorted(app.openapi()["components"]["schemas"])
