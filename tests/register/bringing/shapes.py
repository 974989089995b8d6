"""Small tables of our own in shapes that people have: as rows of cells, and as files."""

import io
import json

from openpyxl import Workbook

ICO = {
    "Notes": [["How to use this workbook"]],
    "Register": [
        ["Controller"],
        ["Name", "Voorbeeld Telecom B.V."],
        [],
        ["Article 30 Record of Processing Activities"],
        [
            *("Business function", "Purpose of processing", "Categories of individuals", "Categories of personal data"),
            *("Categories of recipients", "Link to contract with processor"),
            "Names of third countries or international organisations that data are transferred to (if applicable)",
            *("Retention schedule (if possible)", "General description of security measures (if possible)"),
            "Article 6 lawful basis for processing personal data",
            "Has a personal data breach occurred?",
        ],
        [
            *("Finance", "Payroll", "Employees", "Contact details", "HMRC", "N/A", "N/A", "6 years post-employment"),
            *("Encrypted storage; lockable cabinets", "Article 6(1)(c) - legal obligation", "No"),
        ],
        [
            *("", "", "", "Bank details", "HMRC\nPension provider", "", "N/A", "3 years post-employment", ""),
            *("Article 6(1)(b) - contract", ""),
        ],
        [
            *("Customer service", "Call recording", "Customers; callers", "Voice recording, number", "VoIP supplier"),
            *("https://contract.example", "United States (SCCs)", "90 days", "Role-based access", "Art 6(1)(f)", ""),
        ],
    ],
}
ICO_PROCESSOR = [
    [
        *("Name and contact details of controller", "Categories of processing", "Names of third countries"),
        "General description of technical and organisational security measures",
    ],
    ["Zorg B.V.", "Alarm calls", "N/A", "Encrypted storage"],
]
CNIL = {
    "Salaris": [
        ["Record of processing"],
        ["Name of the processing", "Salarisadministratie"],
        ["Reference number", "RT-001"],
        ["Main purpose", "Uitbetalen van loon"],
        ["Categories of personal data", "Naam"],
        ["", "Bankrekeningnummer"],
        ["Data subjects", "Employees"],
        ["Retention period", "5 jaar na vertrek"],
        ["Recipients", "Bank"],
    ],
    "Bezoek": [
        ["Record of processing"],
        ["Name of the processing", "Bezoekers"],
        ["Reference number", "RT-002"],
        ["Main purpose", "Weten wie binnen is"],
    ],
}
GBA = [
    ["Register van verwerkingsactiviteiten"],
    [
        *("Nummer verwerking", "Naam van de verwerking", "Verwerkingsdoeleinden", "Rechtsgrond"),
        *(
            "Functionele gegevenscategorie",
            "Categorieën van betrokkenen",
            "Categorieën van ontvangers",
            "Bewaartermijn",
        ),
    ],
    ["1", "Klantenbeheer", "Klanten bedienen", "Overeenkomst", "Contactgegevens", "Klanten", "Koeriers", "10 jaar"],
]
MUNICIPAL = [
    [
        *("Team", "Naam verwerking", "Doel", "Grondslag", "Wet", "Categorieën betrokkenen", "Persoonsgegevens"),
        *("Ontvangers", "Verwerkers", "Verwerkersovereenkomst", "Bewaartermijn", "Publiek/privaat"),
    ],
    [
        *(
            "Burgerzaken",
            "Paspoorten",
            "Reisdocumenten uitgeven",
            "6.1.c",
            "Paspoortwet",
            "Inwoners",
            "Naam; BSN; foto",
        ),
        *("RvIG", "Drukker B.V.", "12-03-2021", "V, 16 jr", "Publiek"),
    ],
    [
        *("idem", "Parkeren", "Vergunningen verlenen", "Taak van algemeen belang (art. 6 lid 1 onder e AVG)", "-"),
        *("idem", "Naam; kenteken", "Geen", "Geen", "n.v.t.", "1 jaar / 5 jaar bij bezwaar", "Publiek"),
    ],
]
CENTRAL = [
    {
        "Nummer": "M5071",
        "Naam": "Klachten afhandelen",
        "Dienst": None,
        "Doelen": [{"Doel": "Klachten behandelen", "Rechtsgrond": "Wettelijke verplichting: Awb"}],
        "Betrokkenen": [
            {"Omschrijving": "Indieners", "Gegevens": [{"Omschrijving": "Naam"}, {"Omschrijving": "Klacht"}]}
        ],
        "Ontvangers": ["Ombudsman"],
        "Verwerkers": [],
        "Doorgifte": {"BuitenEu": False},
        "Besluitvorming": {"HasBesluitvorming": False},
        "Beveiliging": {"Maatregelen": ["Versleutelde opslag"]},
        "Versie": 3,
    }
]
PARTIES = [
    ["Bijlage 1: ingeschakelde derden"],
    [],
    ["Subverwerker", "Dienst", "Locatie", "DPA"],
    ["Wolk EMEA SARL", "cloud hosting", "EU (Ierland) / VS", "https://wolk.example/dpa"],
    ["Zee, LLC", "cloud hosting", "Verenigde Staten (SCC)", "ja"],
    ["Geld B.V.", "facturatie", "NL", "12-03-2021"],
    ["", "domeinnamen", "Nederland", "nee"],
]


def xlsx(sheets: dict[str, list[list[str]]], *merged: str) -> bytes:
    """A workbook with these sheets; cells are merged on the last one."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def pasted(rows: list[list[str]]) -> bytes:
    """What a spreadsheet puts on the clipboard."""
    return "\r\n".join("\t".join(f'"{cell}"' if "\n" in cell else cell for cell in row) for row in rows).encode()


# Ending, content, and the numbers or titles that come of it.
FILES = {
    "ico": ("xlsx", xlsx(ICO, "A6:A7", "B6:B7"), ["Payroll", "Call recording"]),
    "ico-processor": ("csv", pasted(ICO_PROCESSOR), ["Alarm calls"]),
    "cnil": ("xlsx", xlsx(CNIL), ["Salarisadministratie", "Bezoekers"]),
    "gba": ("csv", "\n".join(";".join(row) for row in GBA).encode("cp1252"), ["Klantenbeheer"]),
    "municipal": ("csv", pasted(MUNICIPAL), ["Paspoorten", "Parkeren"]),
    "central": ("json", json.dumps(CENTRAL).encode("utf-8-sig"), ["Klachten afhandelen"]),
    "parties": ("csv", pasted(PARTIES), ["Wolk EMEA SARL", "Zee, LLC", "Geld B.V.", ""]),
}
