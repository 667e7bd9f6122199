"""XPath, XSLT, a schema, and HTML that is not well-formed."""

from lxml import etree, html


def run():
    root = etree.fromstring(b"<books>" + b"".join(b'<book id="%d"><price>%d</price></book>' % (i, i * 3) for i in range(50)) + b"</books>")
    style = etree.XSLT(
        etree.XML(
            '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/">'
            '<n><xsl:value-of select="sum(//price)"/></n></xsl:template></xsl:stylesheet>'
        )
    )
    schema = etree.XMLSchema(
        etree.XML(
            '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="n" type="xs:integer"/></xs:schema>'
        )
    )
    page = html.fromstring("<ul><li>one<li><a href='/x'>two</a></ul>")
    try:
        etree.fromstring("<a><b></a>")
    except etree.XMLSyntaxError as error:
        failure = error.msg
    return (
        root.xpath("count(//book[price > 60])"),
        str(style(root)),
        schema.validate(etree.XML("<n>4</n>")),
        schema.validate(etree.XML("<n>four</n>")),
        [link[2] for link in page.iterlinks()],
        etree.tostring(page),
        failure,
    )
