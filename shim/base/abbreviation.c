/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wire/abbreviation.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST = 7 };

/* Sorted by bytes. */
static const char *const abbreviations[] = {"Adm", "Ala", "Apr", "Ariz", "Ark", "Assn", "Atty",
	"Aug", "Brig", "Bros", "Calif", "Capt", "Cmdr", "Co", "Col", "Colo", "Conn", "Corp", "Cos",
	"Cpl", "Dec", "Del", "Dept", "Dr", "Feb", "Fla", "Fr", "Ft", "Ga", "Gen", "Gov", "Hon",
	"Ill", "Inc", "Ind", "Jan", "Jr", "Jul", "Jun", "Kan", "Ky", "La", "Lt", "Ltd", "Maj",
	"Mar", "Mass", "Md", "Messrs", "Mfg", "Mich", "Minn", "Miss", "Mo", "Mont", "Mr", "Mrs",
	"Ms", "Msgr", "Mt", "Neb", "Nev", "No", "Nov", "Oct", "Okla", "Ore", "Pa", "Pfc", "Ph",
	"Plc", "Prof", "Pvt", "Rep", "Reps", "Rev", "Sen", "Sens", "Sep", "Sept", "Sgt", "Sr", "St",
	"Ste", "Supt", "Tenn", "Tex", "Va", "Vt", "Wash", "Wis", "Wyo", "vs"};

static int compare(const void *key, const void *item)
{
	return strcmp(key, *(const char *const *)item);
}

bool wire_is_abbreviation(wire_str word)
{
	char text[LONGEST + 1] = "";
	if (word.len < 2 || word.len > LONGEST || memchr(word.data, '\0', word.len) != NULL)
		return false;
	memcpy(text, word.data, word.len);
	for (size_t i = 1; i < word.len; i++)
		if (text[i] >= 'A' && text[i] <= 'Z')
			text[i] |= 0x20;
	return bsearch(text, abbreviations, sizeof abbreviations / sizeof *abbreviations,
		       sizeof *abbreviations, compare) != NULL;
}
