"""Catalogues are compiled without gettext, only when they changed."""

import gettext
import os

from marketplace.operations.translations import compile_catalogues

CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "basket"
msgstr "giỏ hàng"

#, fuzzy
msgid "vendor"
msgstr "nhà buôn"
"""


def _catalogue(tmp_path):
    path = tmp_path / "vi" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(CATALOGUE)
    return path


def test_a_catalogue_is_compiled_without_its_fuzzy_messages(tmp_path):
    source = _catalogue(tmp_path)

    assert compile_catalogues(tmp_path) == 1

    with source.with_suffix(".mo").open("rb") as file:
        read = gettext.GNUTranslations(file)
    assert read.gettext("basket") == "giỏ hàng"
    assert read.gettext("vendor") == "vendor"


def test_an_unchanged_catalogue_is_left_alone(tmp_path):
    source = _catalogue(tmp_path)
    compile_catalogues(tmp_path)

    assert compile_catalogues(tmp_path) == 0

    os.utime(source, (source.stat().st_mtime + 10,) * 2)
    assert compile_catalogues(tmp_path) == 1
