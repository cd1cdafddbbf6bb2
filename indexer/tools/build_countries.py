#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Write countries.tsv and capitals.tsv from open facts and the corrections below.

usage: build_countries.py COUNTRIES_JSON       mledoze's world-countries (ODbL 1.0), one record a country

The corrections are what wire copy says and the list lacks (U.S., Britain, Soviet, Kiev), former states
by ISO 3166-3, and names that the list has but that mean something else in news.
"""
import json
import os
import sys

# code: (usual name or None, extra names, extra demonyms)
EXTRA = {
    "US": (None, "U.S.|US|U.S.A.|USA|America|the States|United States of America", "American|Americans"),
    "GB": ("Britain", "United Kingdom|U.K.|UK|Great Britain|England|Scotland|Wales|Northern Ireland|Ulster",
           "British|Briton|Britons|English|Englishman|Scottish|Scots|Scot|Welsh"),
    "CN": (None, "PRC|People's Republic of China|Mainland China|Communist China", "Chinese"),
    "TW": (None, "Republic of China|Formosa|Chinese Taipei", "Taiwanese"),
    "RU": (None, "Russian Federation", "Russian|Russians"),
    "KR": ("South Korea", "Republic of Korea|S. Korea|S.Korea|ROK", "South Korean|South Koreans"),
    "KP": ("North Korea", "DPRK|N. Korea|Democratic People's Republic of Korea", "North Korean|North Koreans"),
    "DE": (None, "West Germany|Federal Republic of Germany|W. Germany|W.Germany|FRG",
           "German|Germans|West German|West Germans"),
    "AE": ("United Arab Emirates", "UAE|U.A.E.|Emirates", "Emirati|Emiratis"),
    "TR": ("Turkey", "Turkiye|Türkiye", "Turkish|Turk|Turks"),
    "BA": ("Bosnia", "Bosnia-Herzegovina|Bosnia and Herzegovina|Bosnia & Herzegovina", "Bosnian|Bosnians"),
    "VA": ("Vatican", "Vatican City|Holy See|the Vatican", ""),
    "PS": ("Palestine", "Gaza|Gaza Strip|West Bank|Palestinian Territories|Palestinian Authority",
           "Palestinian|Palestinians|Gazan|Gazans"),
    "XK": ("Kosovo", "Kosova", "Kosovar|Kosovars|Kosovan"),
    "HK": (None, "Hongkong|H.K.", "Hong Konger|Hong Kongers"),
    "MO": ("Macau", "Macao", "Macanese"),
    "MM": ("Myanmar", "Burma", "Burmese"),
    "CD": ("DR Congo", "Democratic Republic of Congo|Democratic Republic of the Congo|DRC|Congo-Kinshasa", ""),
    "CG": ("Congo", "Republic of Congo|Republic of the Congo|Congo-Brazzaville", "Congolese"),
    "CI": ("Ivory Coast", "Cote d'Ivoire|Côte d'Ivoire", "Ivorian|Ivorians|Ivoirian"),
    "CZ": ("Czech Republic", "Czechia", "Czech|Czechs"),
    "MK": ("North Macedonia", "Macedonia|FYROM", "Macedonian|Macedonians"),
    "SZ": ("Eswatini", "Swaziland", "Swazi|Swazis"),
    "CV": ("Cape Verde", "Cabo Verde", "Cape Verdean"),
    "TL": ("East Timor", "Timor-Leste", "Timorese|East Timorese"),
    "LK": (None, "Ceylon", "Sri Lankan|Sri Lankans"),
    "IR": (None, "Persia|Islamic Republic of Iran", "Iranian|Iranians"),
    "ZW": (None, "Rhodesia", "Zimbabwean|Zimbabweans"),
    "BF": (None, "Upper Volta", "Burkinabe"),
    "KH": (None, "Kampuchea", "Cambodian|Cambodians|Kampuchean"),
    "NL": ("Netherlands", "Holland|The Netherlands", "Dutch|Dutchman"),
    "CH": (None, "", "Swiss"),
    "FR": (None, "", "French|Frenchman|Frenchmen"),
    "ES": (None, "", "Spanish|Spaniard|Spaniards"),
    "DK": (None, "", "Danish|Dane|Danes"),
    "SE": (None, "", "Swedish|Swede|Swedes"),
    "FI": (None, "", "Finnish|Finn|Finns"),
    "NO": (None, "", "Norwegian|Norwegians"),
    "PL": (None, "", "Polish|Pole|Poles"),
    "RS": (None, "", "Serbian|Serb|Serbs"),
    "HR": (None, "", "Croatian|Croat|Croats"),
    "SI": (None, "", "Slovenian|Slovene|Slovenes"),
    "SK": (None, "Slovak Republic", "Slovak|Slovaks"),
    "HU": (None, "", "Hungarian|Hungarians"),
    "KZ": (None, "", "Kazakh|Kazakhs|Kazakhstani"),
    "KG": (None, "Kirghizia", "Kyrgyz"),
    "TJ": (None, "Tadzhikistan", "Tajik|Tajiks"),
    "TM": (None, "", "Turkmen"),
    "UZ": (None, "", "Uzbek|Uzbeks"),
    "UA": (None, "the Ukraine", "Ukrainian|Ukrainians"),
    "BY": (None, "Byelorussia|Belorussia", "Belarusian|Belarusians|Belarussian"),
    "MD": (None, "Moldavia", "Moldovan|Moldovans"),
    "GE": (None, "", "Georgian|Georgians"),
    "PH": (None, "the Philippines", "Filipino|Filipinos|Philippine|Filipina"),
    "AR": (None, "", "Argentine|Argentines|Argentinian|Argentinean"),
    "IE": (None, "Irish Republic|Republic of Ireland|Eire", "Irish|Irishman"),
    "IL": (None, "", "Israeli|Israelis"),
    "SA": (None, "", "Saudi|Saudis|Saudi Arabian|Saudi Arabians"),
    "KW": (None, "", "Kuwaiti|Kuwaitis"),
    "IQ": (None, "", "Iraqi|Iraqis"),
    "PK": (None, "", "Pakistani|Pakistanis"),
    "BD": (None, "", "Bangladeshi|Bangladeshis"),
    "AF": (None, "", "Afghan|Afghans|Afghani"),
    "YE": (None, "North Yemen", "Yemeni|Yemenis|Yemenite"),
    "VN": (None, "Viet Nam", "Vietnamese"),
    "LC": (None, "St. Lucia|St Lucia", "Saint Lucian"),
    "VC": (None, "St. Vincent|St. Vincent and the Grenadines", ""),
    "KN": (None, "St. Kitts|St. Kitts and Nevis|St. Kitts-Nevis", ""),
    "TT": (None, "Trinidad|Tobago|Trinidad & Tobago", "Trinidadian"),
    "AG": (None, "Antigua", "Antiguan"),
    "BS": (None, "the Bahamas", "Bahamian|Bahamians"),
    "GM": (None, "the Gambia|Gambia", "Gambian"),
    "ST": (None, "Sao Tome|Sao Tome and Principe", ""),
    "BN": (None, "Brunei Darussalam", "Bruneian"),
    "PG": (None, "PNG", "Papua New Guinean"),
    "NZ": (None, "", "New Zealander|New Zealanders"),
    "AU": (None, "", "Australian|Australians|Aussie"),
    "CA": (None, "", "Canadian|Canadians"),
    "ZA": (None, "S. Africa|S.Africa", "South African|South Africans"),
    "JP": (None, "", "Japanese"),
    "IN": (None, "", "Indian|Indians"),
    "MX": (None, "", "Mexican|Mexicans"),
    "PT": (None, "", "Portuguese"),
    "DO": (None, "", "Dominican"),
    "DM": (None, "", ""),
    "GN": (None, "", "Guinean|Guineans"),
    "NE": (None, "", "Nigerien"),
    "LB": (None, "", "Lebanese"),
    "SY": (None, "", "Syrian|Syrians"),
    "LY": (None, "", "Libyan|Libyans"),
    "SS": (None, "", "South Sudanese"),
    "SD": (None, "", "Sudanese"),
}

# Former states: code, usual name, names, demonyms.
FORMER = [
    ("SU", "Soviet Union", "USSR|U.S.S.R.", "Soviet|Soviets"),
    ("DD", "East Germany", "German Democratic Republic|GDR", "East German|East Germans"),
    ("YU", "Yugoslavia", "", "Yugoslav|Yugoslavs|Yugoslavian"),
    ("CS", "Czechoslovakia", "", "Czechoslovak|Czechoslovakian"),
    ("ZR", "Zaire", "", "Zairean|Zairian"),
    ("YD", "South Yemen", "", "South Yemeni"),
    ("AN", "Netherlands Antilles", "Dutch Antilles", ""),
]

# Demonyms that two states share stay with the one that news means by them.
DROP_DEMONYMS = {
    "MP": {"American"}, "BQ": {"Dutch"}, "CD": {"Congolese"}, "DM": {"Dominican"}, "RE": {"French"}, "GP": {"French"},
    "VA": {"Vatican"}, "JE": {"Channel Islander"}, "GG": {"Channel Islander"},
}
# Nobody files stories about them; their names are traps.
NO_FACT = {"BV", "HM", "UM", "TF", "IO", "SJ"}

# Capitals whose name is also a country's or another town's: cities.tsv says which is meant.
SHARED_CAPITALS = {
    "Washington D.C.", "Kingston", "Victoria", "Georgetown", "San José", "Hamilton", "Stanley", "Douglas", "St. John's",
    "Gibraltar", "Monaco", "Singapore", "Luxembourg", "City of San Marino", "City of Victoria", "Charlotte Amalie",
    "Plymouth", "Jamestown", "Alofi", "Avarua", "Road Town", "The Valley", "Basseterre", "Marigot", "Gustavia", "Macao",
    "Hong Kong", "Vatican City", "Djibouti", "Kuwait City", "Port of Spain", "Nicosia",
}


def english(record):
    """The English demonyms of a record, singular and, where it is regular, plural."""
    found = record.get("demonyms", {}).get("eng", {})
    words = {word for word in found.values() if word and word[0].isupper() and " or " not in word}
    return words | {word + "s" for word in words if word.endswith(("an", "i"))}


def names(record):
    """Common and official name, and spelled-out alternatives in Latin letters (codes of 3 letters or fewer are traps)."""
    listed = [record["name"]["common"], record["name"]["official"]]
    listed += [name for name in record.get("altSpellings", []) if len(name) > 4 and name.isascii() and name[0].isupper()]
    return listed


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "gazetteer")
    rows, capitals = [], []
    for record in json.load(open(sys.argv[1], encoding="utf-8")):
        code = record["cca2"]
        if code in NO_FACT:
            continue
        usual, more, demonyms = EXTRA.get(code, (None, "", ""))
        usual = usual or record["name"]["common"]
        all_names = [name for name in names(record) + more.split("|") if name and name != usual]
        all_demonyms = set(demonyms.split("|")) if demonyms else english(record)
        all_demonyms -= DROP_DEMONYMS.get(code, set())
        rows.append((code, usual, "|".join(dict.fromkeys(all_names)), "|".join(sorted(filter(None, all_demonyms)))))
        capitals += [(code, city) for city in record.get("capital", []) if city not in SHARED_CAPITALS]
    rows += FORMER
    with open(os.path.join(here, "countries.tsv"), "w", encoding="utf-8") as out:
        out.write("# Countries: ISO 3166 code, usual English name, other names, demonyms. Written by build_countries.py.\n")
        out.writelines("\t".join(row) + "\n" for row in sorted(rows))
    with open(os.path.join(here, "capitals.tsv"), "w", encoding="utf-8") as out:
        out.write("# Capitals: code, names. Written by build_countries.py; capitals that share a name are in cities.tsv.\n")
        out.writelines(f"{code}\t{city}\n" for code, city in sorted(capitals))


main()
