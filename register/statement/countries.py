"""Names of countries by their ISO code; a code without a name here stays a code."""

from ..language import label

_NAMES = """
AD Andorra|AE Verenigde Arabische Emiraten|AR Argentinië|AT Oostenrijk|AU Australië|BE België|BG Bulgarije|BR Brazilië
CA Canada|CH Zwitserland|CN China|CW Curaçao|CY Cyprus|CZ Tsjechië|DE Duitsland|DK Denemarken|EE Estland|ES Spanje
FI Finland|FO Faeröer|FR Frankrijk|GB Verenigd Koninkrijk|GG Guernsey|GR Griekenland|HK Hongkong|HR Kroatië|HU Hongarije
ID Indonesië|IE Ierland|IL Israël|IM Man|IN India|IS IJsland|IT Italië|JE Jersey|JP Japan|KR Zuid-Korea
LI Liechtenstein|LT Litouwen|LU Luxemburg|LV Letland|MA Marokko|MT Malta|MX Mexico|MY Maleisië|NL Nederland
NO Noorwegen|NZ Nieuw-Zeeland|PH Filipijnen|PL Polen|PT Portugal|RO Roemenië|RS Servië|RU Rusland|SE Zweden|SG Singapore
SI Slovenië|SK Slowakije|SR Suriname|TH Thailand|TR Turkije|TW Taiwan|UA Oekraïne|US Verenigde Staten|UY Uruguay
VN Vietnam|ZA Zuid-Afrika
"""
NAMES = {entry[:2]: entry[3:] for entry in _NAMES.strip().replace("\n", "|").split("|")}


def country_name(code: str) -> str:
    """Nederland for NL, in the language of the page."""
    return label(NAMES.get(code, code))
