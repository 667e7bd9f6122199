"""Names, messages, records, zones; to the wire and back; an error. No server is asked."""

import dns.exception
import dns.message
import dns.name
import dns.rdata
import dns.rdataclass
import dns.rdatatype
import dns.reversename
import dns.zone

ZONE = """
@ 3600 IN SOA ns hostmaster 1 2 3 4 5
@ 3600 IN NS ns
ns 60 IN A 10.0.0.1
www 60 IN CNAME ns
txt 60 IN TXT "a b" "c"
"""


def run():
    zone = dns.zone.from_text(ZONE, origin="example.com", relativize=False)
    query = dns.message.make_query("www.example.com", "AAAA", id=7, use_edns=0)
    answer = dns.message.make_response(query)
    answer.answer.append(zone.find_rrset("ns.example.com.", "A"))
    again = dns.message.from_wire(answer.to_wire())
    try:
        dns.name.from_text("a..b")
    except dns.exception.DNSException as error:
        failure = type(error).__name__
    record = dns.rdata.from_text(dns.rdataclass.IN, dns.rdatatype.MX, "10 mail.example.com.")
    return zone.to_text(sorted=True), query.to_wire().hex(), again.to_text(), str(dns.reversename.from_address("10.0.0.1")), record.to_text(), dns.name.from_text("bücher.x").to_text(), failure
