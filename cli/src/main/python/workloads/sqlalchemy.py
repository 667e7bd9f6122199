"""Objects, relations, queries and transactions, on SQLite in memory."""

from sqlalchemy import ForeignKey, String, create_engine, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship
from sqlalchemy.util import has_compiled_ext


class Base(DeclarativeBase):
    pass


class Author(Base):
    __tablename__ = "author"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(30), unique=True)
    books: Mapped[list["Book"]] = relationship(back_populates="author", cascade="all, delete-orphan")


class Book(Base):
    __tablename__ = "book"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
    author: Mapped[Author] = relationship(back_populates="books")


def run():
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all(Author(name=f"a{i}", books=[Book(title=f"t{i}{j}") for j in range(i)]) for i in range(5))
        session.commit()
        counts = session.execute(
            select(Author.name, func.count(Book.id)).join(Author.books, isouter=True).group_by(Author.name).order_by(Author.name)
        ).all()
        session.delete(session.scalar(select(Author).where(Author.name == "a4")))
        session.commit()
        left = session.scalar(select(func.count()).select_from(Book))
        session.add(Author(name="a1"))
        try:
            session.commit()
        except IntegrityError as error:
            failure = str(error.orig)
    return counts, left, failure, str(select(Book).where(Book.title.like("x%"))), has_compiled_ext()
