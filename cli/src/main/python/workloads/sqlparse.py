"""SQL that is split, laid out and taken apart."""

import sqlparse
from sqlparse.sql import Identifier, IdentifierList

TEXT = "select a, b as c, count(*) from t left join u on t.x=u.y where a in (select 1 from v) and b like 'x;y' group by a -- note\n; insert into t values (1, 'é');"


def run():
    statement = sqlparse.parse(TEXT)[0]
    lists = [t for t in statement.tokens if isinstance(t, IdentifierList)]
    return (
        sqlparse.split(TEXT),
        sqlparse.format(TEXT, reindent=True, keyword_case="upper", strip_comments=True),
        sqlparse.format(TEXT, reindent_aligned=True),
        [(i.get_real_name(), i.get_alias()) for i in lists[0].get_identifiers() if isinstance(i, Identifier)],
        [s.get_type() for s in sqlparse.parse(TEXT)],
        len(list(statement.flatten())),
    )
