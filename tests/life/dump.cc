/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "dump.h"

#include <map>
#include <sstream>
#include <string>

#include <xapian.h>

namespace
{

std::string escape(const std::string &bytes)
{
	static const char digits[] = "0123456789ABCDEF";
	std::string text;
	for (const unsigned char c : bytes) {
		if (c > ' ' && c < 0x7F && c != '%') {
			text += static_cast<char>(c);
			continue;
		}
		text += '%';
		text += digits[c >> 4];
		text += digits[c & 15];
	}
	return text;
}

std::string dump_story(const Xapian::Database &db, Xapian::docid id, std::string &name)
{
	std::ostringstream out;
	const Xapian::Document story = db.get_document(id);
	out << " length " << db.get_doclength(id) << "\n data " << escape(story.get_data()) << '\n';
	for (auto value = story.values_begin(); value != story.values_end(); ++value)
		out << " slot " << value.get_valueno() << ' ' << escape(*value) << '\n';
	for (auto term = db.termlist_begin(id); term != db.termlist_end(id); ++term) {
		const std::string text = *term;
		if (text.compare(0, 2, "Q:") == 0)
			name = text;
		out << " term " << escape(text) << ' ' << term.get_wdf() << " at";
		for (auto at = term.positionlist_begin(); at != term.positionlist_end(); ++at)
			out << ' ' << *at;
		out << '\n';
	}
	return out.str();
}

void dump(FILE *out, const std::string &dir)
{
	const Xapian::Database db(dir);
	std::map<std::string, std::string> stories;
	for (auto at = db.postlist_begin(""); at != db.postlist_end(""); ++at) {
		std::string name;
		const std::string text = dump_story(db, *at, name);
		if (!stories.emplace(name, text).second)
			throw Xapian::DatabaseCorruptError("two stories are called " + name);
	}
	if (stories.size() != db.get_doccount())
		throw Xapian::DatabaseCorruptError("the number of stories is wrong");
	for (const auto &story : stories)
		fprintf(out, "story %s\n%s", escape(story.first).c_str(), story.second.c_str());
	fprintf(out, "terms\n");
	for (auto at = db.allterms_begin(); at != db.allterms_end(); ++at)
		fprintf(out, " %s %u %llu\n", escape(*at).c_str(), at.get_termfreq(),
			static_cast<unsigned long long>(db.get_collection_freq(*at)));
	for (auto at = db.metadata_keys_begin(); at != db.metadata_keys_end(); ++at)
		fprintf(out, "meta %s %s\n", escape(*at).c_str(),
			escape(db.get_metadata(*at)).c_str());
}

template <typename Body>
bool guarded(FILE *out, Body body)
{
	try {
		return body();
	} catch (const Xapian::Error &error) {
		fprintf(out, "%s\n", error.get_description().c_str());
	}
	return false;
}

} // namespace

bool life_dump(FILE *out, const char *dir)
{
	return guarded(out, [&] {
		dump(out, dir);
		return true;
	});
}

bool life_check(FILE *out, const char *dir)
{
	return guarded(out, [&] {
		std::ostringstream words;
		if (Xapian::Database::check(std::string(dir) + "/g1", 0, &words) == 0)
			return true;
		fputs(words.str().c_str(), out);
		return false;
	});
}
