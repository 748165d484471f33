"""Words that are put around a name to make a domain that seems to belong to it, and that name nobody by themselves."""

from __future__ import annotations

_WORDS = """
    access account accounts admin ads agency alert alerts app apps assist audit auth authority bank banking bill billing
    biz bonus business care careers center central centre chat check claim click client clients cloud club co com
    community company connect contact corp corporate corporation customer customers data delivery department dept desk
    dev digital direct doc docs document documents email emails employee employees europe event events express file
    files finance financial firm form forms forum foundation free fund funds global gmbh grant group growth help
    helpdesk holding holdings home hosting house hq hr id inc info institute international internet intl invest invoice
    invoices job jobs lab labs law learning legal letter link list lists live llc local login logistics ltd mail mailer
    mailing mails market marketing media member members message messages mobile money my my-account net network news
    newsletter notice notices notification notifications notify office official online open order orders org page
    pages parcel pass password pay payment payments payroll people plc plus portal post press pro project projects
    promo protect public purchase quote refund register registration remit renew request research response reward
    rewards sale sales school secure secured security server service services share shared sharing shipping shop sign
    signin site sites social software solution solutions staff status store studio support survey system systems tax
    team teams tech technical technologies technology test ticket tickets track tracking trade training transfer trust
    uk unlock update updates upgrade us usa user users validate validation verification verified verify vip wallet
    warehouse web webmail website wire work workspace world www
"""

AFFIXES = frozenset(_WORDS.split())
"""English words (and forms of companies) that stand before or behind a name in a host name. Our own list: words that
phishing and companies alike add to a name. A label that is one of them is nobody's name.
"""
