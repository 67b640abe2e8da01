#!/usr/bin/env python3
"""Makes src/lang/given.csv: which words are given names, of whom, in which language?

usage: make_given_names.py NAMES FAKER THESAURUS OUT.csv
         NAMES      the unpacked package `names` (pip download --no-deps names): names/dist.male.first …, counts of the United States' census
         FAKER      the unpacked package `Faker` (pip download --no-deps faker): faker/providers/person/it_IT …
         THESAURUS  src/lexicon/data/en.txt: a name that is an English word too counts where it is borne often only

One line a name, sorted: the name in small letters, then a column a language with he, she, both or nothing; `other` has the languages that
the program has no words for. A language's own column decides; the others speak where it is silent.
"""
import csv, importlib, os, sys

LOCALES = {
    "it": ["it_IT"],
    "fr": ["fr_FR", "fr_QC"],
    "es": ["es_ES", "es_MX"],
    "de": ["de_DE", "de_AT"],
    "pt": ["pt_PT", "pt_BR"],
    "other": "en_IN en_KE en_NG nl_NL sv_SE da_DK no_NO fi_FI pl_PL cs_CZ hr_HR hu_HU ro_RO tr_TR id_ID yo_NG ha_NG".split(),
}
# Percent of the people counted who bear the name: enough for a name, enough for a word that is a common word too, and how much rarer among
# the others it must be to tell he from she.
BORNE, BORNE_WORD, TELLS = 0.006, 0.03, 4.0
SHORTEST = 3


def census(folder):
    """-> {name: (he, she)} in percent"""
    out = {}
    for at, kind in enumerate(("male", "female")):
        for line in open(os.path.join(folder, "names", f"dist.{kind}.first"), encoding="utf-8"):
            name, percent = line.split()[:2]
            out.setdefault(name.lower(), [0.0, 0.0])[at] = float(percent)
    return out


def gender(he, she):
    if he and she and max(he, she) < TELLS * min(he, she):
        return "both"
    return "he" if he > she else "she"


def providers(folder, locales):
    """-> {name: (in the men's list, in the women's list)}"""
    sys.path.insert(0, folder)
    out = {}
    for locale in locales:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for at, kind in enumerate(("first_names_male", "first_names_female")):
            for name in getattr(provider, kind, ()):
                out.setdefault(name.lower(), [0, 0])[at] = 1
    return out


def countries(folder):
    """Words that name a country or a state: no names of people."""
    sys.path.insert(0, folder)
    address = importlib.import_module("faker.providers.address.en_US").Provider
    lists = (address.states, importlib.import_module("faker.providers.address").Provider.alpha_2_country_codes, address.countries)
    return {name.lower() for names in lists for name in names}


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    names, faker, thesaurus, out = sys.argv[1:]
    words = {line.split("\t")[0] for line in open(thesaurus, encoding="utf-8")}
    places = countries(faker)
    fits = lambda name: name.isalpha() and len(name) >= SHORTEST and name not in places
    table = {}
    for name, (he, she) in census(names).items():
        if fits(name) and max(he, she) >= (BORNE_WORD if name in words else BORNE):
            table.setdefault(name, {})["en"] = gender(he, she)
    for lang, locales in LOCALES.items():
        for name, (he, she) in providers(faker, locales).items():
            if fits(name) and (name not in words or "en" in table.get(name, {})):
                table.setdefault(name, {})[lang] = gender(he, she)
    columns = ["en", *LOCALES]
    with open(out, "w", encoding="utf-8", newline="") as f:
        write = csv.writer(f, lineterminator="\n")
        write.writerow(["name", *columns])
        for name in sorted(table):
            write.writerow([name, *(table[name].get(c, "") for c in columns)])


main()
