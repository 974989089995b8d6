from pathlib import Path
from providers.reading.reader import read
from providers.models import Provider
from register.bringing.tables import proposed, table_of
from register.bringing.reading import *
from register.bringing.shared import vocabulary
from register.bringing.writing import Writer
import os

def test_it(vocabulary_rows=None, vocabulary=None, db=None):
    pass

def test_004(demo):
    from register.bringing.shared import vocabulary as v
    for n,p in enumerate(os.environ["F"].split(","), 5):
        p=Path(p)
        k={"txt":"html"}.get(p.suffix[1:],p.suffix[1:])
        sheets=read("sheets-"+k,p.read_bytes())
        t=table_of(sheets,proposed(sheets)); cols=columns_of(t,{}); kind=kind_of_table(cols)
        found=read_table(t,cols,kind,{},v())
        r=Writer(demo,sheets,t.fingerprint,p.name,f"DM-{n}0").write(found,kind,keep=True)
        print(p.name,kind,r.counts)
        for o in r.outcomes:
            print("=====",o.standing,o.found.title)
            for l in o.lines: print("    ",l)
            print("    NOTE", getattr(o.row,"note",""))
        r=Writer(demo,sheets,t.fingerprint,p.name,f"DM-{n}9").write(found,kind,keep=True)
        print(r.counts, [o.lines for o in r.outcomes if o.standing!="gelijk"], r.gone)
