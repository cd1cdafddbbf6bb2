/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <sys/statvfs.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <vector>

#include "guard.h"
#include "schema.h"
#include "stub.h"
#include "wire/schema.h"
#include "wire/store.h"

/*
 * Xapian commits on its own: when a writer is destroyed, and after so many changes. All changes are
 * therefore made in a transaction, which ends in wire_writer_commit() or with the writer.
 */
struct wire_writer {
	std::string name;
	Xapian::WritableDatabase db;
	wire_status failure; /* of the first write that failed: what came before it is lost */
	std::string term;    /* buffers, so that a story costs no allocation of its own */
	std::string text;
};

namespace
{

using shim::assign;
using shim::guard;

constexpr size_t INFLATE_BUFFER = 8192; /* bytes, in Xapian */
constexpr int PAD_TRIES = 64;

wire_status open_database(wire_writer &writer, wire_error *err)
{
	const char *name = writer.name.c_str();
	shim::make_directory(writer.name);
	const shim::layout found = shim::inspect(writer.name);
	if (found.kind != shim::layout::OURS && found.kind != shim::layout::ABSENT)
		return shim::fail_foreign(name, err);
	const bool fresh = found.kind == shim::layout::ABSENT;
	shim::demand_writable(found);
	int how = fresh ? Xapian::DB_CREATE_OR_OPEN : Xapian::DB_OPEN;
	if (shim::is_cut_off(found))
		how = Xapian::DB_CREATE_OR_OVERWRITE;
	writer.db = Xapian::WritableDatabase(found.generation, how);
	shim::claim(writer.db);
	const wire_status status = shim::check_schema(writer.db, name, err);
	if (status != WIRE_OK)
		return status;
	if (fresh)
		shim::write_stub(writer.name, found.generation);
	writer.db.begin_transaction(false);
	return WIRE_OK;
}

/* Run what changes the database. After a failure Xapian has dropped changes, so none may follow. */
template <typename Body>
wire_status change(wire_writer *writer, wire_error *err, Body body) noexcept
{
	const char *name = writer->name.c_str();
	if (writer->failure != WIRE_OK)
		return wire_fail(err, writer->failure,
			"an earlier write failed, open the database anew: '%s'", name);
	writer->failure = guard(err, name, body);
	return writer->failure;
}

wire_status check_terms(const wire_document *document, wire_error *err) noexcept
{
	wire_status status = shim::check_term(err, document->id_term);
	for (size_t i = 0; i < document->n_postings && status == WIRE_OK; i++)
		status = shim::check_term(err, document->postings[i].term);
	return status;
}

void add_posting(Xapian::Document &story, const wire_posting &posting, const std::string &term)
{
	if (posting.n_positions == 0) {
		story.add_term(term, posting.frequency);
		return;
	}
	story.add_posting(term, posting.positions[0], posting.frequency);
	for (uint32_t i = 1; i < posting.n_positions; i++)
		story.add_posting(term, posting.positions[i], 0);
}

void fill(Xapian::Document &story, const wire_document *document, wire_writer *writer)
{
	story.set_data(assign(writer->text, document->data));
	for (size_t i = 0; i < document->n_postings; i++)
		add_posting(story, document->postings[i],
			assign(writer->term, document->postings[i].term));
	for (size_t i = 0; i < document->n_values; i++)
		story.add_value(
			document->values[i].slot, assign(writer->text, document->values[i].value));
}

/*
 * Xapian 1.4.22 writes the chunks of values in a destructor, in the middle of its commit: when the
 * disk is full at that moment, the failure can be thrown to nobody and the program is aborted (the
 * last commit holds). So a commit is not begun where little is left; a file size limit, or a quota
 * that statvfs does not tell of, still ends so.
 */
void demand_space(const std::string &dir)
{
	constexpr unsigned long long RESERVE = 16ULL << 20; /* bytes */
	struct statvfs info;
	if (statvfs(dir.c_str(), &info) != 0)
		return;
	if (static_cast<unsigned long long>(info.f_bavail) * info.f_frsize < RESERVE) {
		errno = ENOSPC;
		shim::throw_errno("less than 16 MB are left");
	}
}

/* Does Xapian take the record for damaged? What fails otherwise is thrown. */
bool is_readable(wire_writer *writer, Xapian::docid id)
{
	wire_error why;
	const wire_status status = guard(&why, writer->name.c_str(), [&] {
		writer->db.get_document(id).get_data();
		return WIRE_OK;
	});
	if (status == WIRE_ENOMEM)
		throw std::bad_alloc();
	if (status != WIRE_OK && status != WIRE_EDATABASE)
		throw Xapian::DatabaseError(why.message);
	return status == WIRE_OK;
}

/* White space without a pattern, so that it is not compressed to next to nothing. */
void pad(std::string &data, size_t length)
{
	for (uint32_t seed = 1; length > 0; length--) {
		seed = seed * 1664525U + 1013904223U;
		data += " \n\r\t"[seed >> 30];
	}
}

/*
 * Xapian 1.4 inflates a record piecewise through a buffer, and takes it for damaged when a piece is
 * used up just as the buffer is full. That needs a piece that compresses very well (seen in 0.8 %
 * of texts of one word repeated, in no real story); white space behind the JSON moves the end.
 */
void make_readable(wire_writer *writer, Xapian::docid id, Xapian::Document &story)
{
	std::string data = story.get_data();
	for (int tries = 0; !is_readable(writer, id); tries++) {
		if (tries == PAD_TRIES)
			throw Xapian::DatabaseError(
				"a record cannot be stored so that it can be read");
		pad(data, 64);
		story.set_data(data);
		writer->db.replace_document(id, story);
	}
}

/* The story with a unique term; 0: there is none. */
Xapian::docid find(wire_writer *writer, const std::string &id)
{
	const Xapian::PostingIterator at = writer->db.postlist_begin(id);
	return at == writer->db.postlist_end(id) ? 0 : *at;
}

std::vector<std::string> owners_of(wire_writer *writer, Xapian::docid story)
{
	std::vector<std::string> owners;
	const std::string prefix(WIRE_TERM_FILE);
	Xapian::TermIterator at = writer->db.termlist_begin(story);
	const Xapian::TermIterator end = writer->db.termlist_end(story);
	for (at.skip_to(prefix); at != end; ++at) {
		const std::string term = *at;
		if (term.compare(0, prefix.size(), prefix) != 0)
			break;
		owners.push_back(term);
	}
	return owners;
}

void store(wire_writer *writer, Xapian::docid docid, Xapian::Document &story)
{
	if (docid == 0)
		docid = writer->db.add_document(story);
	else
		writer->db.replace_document(docid, story);
	if (story.get_data().size() >= INFLATE_BUFFER)
		make_readable(writer, docid, story);
}

/* Owners come in byte order, so the last one's text is in force. */
wire_put put(wire_writer *writer, Xapian::Document &story, const wire_document *document,
	const std::string &owner)
{
	/* Asking first is cheap, and spares new stories the search for an old one. */
	const std::string &id = assign(writer->term, document->id_term);
	const Xapian::docid docid = writer->db.term_exists(id) ? find(writer, id) : 0;
	std::vector<std::string> owners;
	if (docid != 0)
		owners = owners_of(writer, docid);
	const bool others = owners.size() > 1 || (owners.size() == 1 && owners[0] != owner);
	if (!owner.empty() && !owners.empty() && owners.back() > owner) {
		if (std::find(owners.begin(), owners.end(), owner) == owners.end()) {
			Xapian::Document old = writer->db.get_document(docid);
			old.add_boolean_term(owner);
			writer->db.replace_document(docid, old);
		}
		return WIRE_PUT_SHARED;
	}
	for (const std::string &other : owners)
		story.add_boolean_term(other);
	if (!owner.empty())
		story.add_boolean_term(owner);
	store(writer, docid, story);
	return docid == 0 ? WIRE_PUT_NEW : others ? WIRE_PUT_SHARED : WIRE_PUT_REPLACED;
}

/* The owners that are left. */
std::vector<std::string> disown(
	bool *gone, wire_writer *writer, const std::string &id, const std::string &owner)
{
	const Xapian::docid docid = find(writer, id);
	if (docid == 0)
		return {};
	std::vector<std::string> owners = owners_of(writer, docid);
	const auto at = std::find(owners.begin(), owners.end(), owner);
	if (at == owners.end())
		return {};
	owners.erase(at);
	*gone = owners.empty();
	if (*gone) {
		writer->db.delete_document(docid);
		return owners;
	}
	Xapian::Document story = writer->db.get_document(docid);
	story.remove_term(owner);
	writer->db.replace_document(docid, story);
	return owners;
}

} // namespace

wire_status wire_writer_open(wire_writer **out, const char *dir, wire_error *err)
{
	*out = nullptr;
	return guard(err, dir, [&] {
		auto writer = std::make_unique<wire_writer>();
		writer->name = dir;
		const wire_status status = open_database(*writer, err);
		if (status == WIRE_OK)
			*out = writer.release();
		return status;
	});
}

wire_status wire_writer_put(wire_put *out, wire_writer *writer, const wire_document *document,
	wire_str owner, wire_error *err)
{
	const char *name = writer->name.c_str();
	*out = WIRE_PUT_NEW;
	if (document->id_term.len == 0)
		return wire_fail(err, WIRE_EINVAL, "story has no identity: '%s'", name);
	wire_status status = check_terms(document, err);
	if (status == WIRE_OK)
		status = shim::check_term(err, owner);
	if (status != WIRE_OK)
		return status;
	/* What is wrong with the story is found before the database is touched. */
	return guard(err, name, [&] {
		Xapian::Document story;
		fill(story, document, writer);
		return change(writer, err, [&] {
			*out = put(writer, story, document, shim::copy(owner));
			return WIRE_OK;
		});
	});
}

wire_status wire_writer_disown(bool *gone, wire_writer *writer, wire_str id_term, wire_str owner,
	wire_term_fn *fn, void *payload, wire_error *err)
{
	*gone = false;
	wire_status status = shim::check_term(err, id_term);
	if (status == WIRE_OK)
		status = shim::check_term(err, owner);
	if (status != WIRE_OK || id_term.len == 0 || owner.len == 0)
		return status;
	return guard(err, writer->name.c_str(), [&] {
		std::vector<std::string> left;
		status = change(writer, err, [&] {
			left = disown(gone, writer, shim::copy(id_term), shim::copy(owner));
			return WIRE_OK;
		});
		for (size_t i = 0; i < left.size() && status == WIRE_OK; i++)
			status = fn(payload, shim::view(left[i]), 0, err);
		return status;
	});
}

wire_status wire_writer_frequency(
	uint32_t *out, wire_writer *writer, wire_str term, wire_error *err)
{
	*out = 0;
	return guard(err, writer->name.c_str(), [&] {
		*out = term.len == 0 ? 0 : writer->db.get_termfreq(assign(writer->term, term));
		return WIRE_OK;
	});
}

wire_status wire_writer_delete(uint32_t *count, wire_writer *writer, wire_str term, wire_error *err)
{
	if (count != nullptr)
		*count = 0;
	wire_status status = shim::check_term(err, term);
	if (status != WIRE_OK || term.len == 0)
		return status;
	return change(writer, err, [&] {
		const std::string &text = assign(writer->term, term);
		const Xapian::doccount found = writer->db.get_termfreq(text);
		if (found > 0)
			writer->db.delete_document(text);
		if (count != nullptr)
			*count = found;
		return WIRE_OK;
	});
}

wire_status wire_writer_terms_of(wire_writer *writer, wire_str term, wire_str prefix,
	wire_term_fn *fn, void *payload, wire_error *err)
{
	return guard(err, writer->name.c_str(), [&] {
		const std::string start = shim::copy(prefix);
		const std::string &text = assign(writer->term, term);
		/* Taken down first: `fn` may change the database. */
		const std::vector<Xapian::docid> stories(
			writer->db.postlist_begin(text), writer->db.postlist_end(text));
		for (const Xapian::docid story : stories) {
			Xapian::TermIterator at = writer->db.termlist_begin(story);
			const Xapian::TermIterator end = writer->db.termlist_end(story);
			for (at.skip_to(start); at != end; ++at) {
				const std::string found = *at;
				if (found.compare(0, start.size(), start) != 0)
					break;
				const wire_status status = fn(payload, shim::view(found), 0, err);
				if (status != WIRE_OK)
					return status;
			}
		}
		return WIRE_OK;
	});
}

wire_status wire_writer_set_meta(wire_writer *writer, wire_str key, wire_str value, wire_error *err)
{
	const wire_status status = shim::check_term(err, key);
	if (status != WIRE_OK)
		return status;
	return change(writer, err, [&] {
		writer->db.set_metadata(assign(writer->term, key), assign(writer->text, value));
		return WIRE_OK;
	});
}

wire_status wire_writer_get_meta(wire_buf *out, wire_writer *writer, wire_str key, wire_error *err)
{
	return guard(err, writer->name.c_str(), [&] {
		const std::string value = writer->db.get_metadata(assign(writer->term, key));
		return shim::append(out, value, err);
	});
}

wire_status wire_writer_meta_keys(
	wire_writer *writer, wire_str prefix, wire_term_fn *fn, void *payload, wire_error *err)
{
	return guard(err, writer->name.c_str(), [&] {
		const std::string start = shim::copy(prefix);
		Xapian::TermIterator at = writer->db.metadata_keys_begin(start);
		wire_status status = WIRE_OK;
		for (; at != writer->db.metadata_keys_end(start) && status == WIRE_OK; ++at) {
			const std::string key = *at;
			status = fn(payload, shim::view(key), 0, err);
		}
		return status;
	});
}

wire_status wire_writer_commit(wire_writer *writer, wire_error *err)
{
	return change(writer, err, [&] {
		demand_space(writer->name);
		writer->db.commit_transaction();
		const wire_status status = guard(err, writer->name.c_str(), [&] {
			writer->db.commit();
			return WIRE_OK;
		});
		writer->db.begin_transaction(false);
		return status;
	});
}

/*
 * Closed in the midst of its transaction a database forgets it. To cancel it first, Xapian 1.4.22
 * reads blocks, and where that fails it goes on to commit what is left: it writes block 2^32 - 1,
 * and the file has 32 terabytes, all but a few a hole.
 */
void wire_writer_close(wire_writer *writer)
{
	if (writer == nullptr)
		return;
	guard(nullptr, writer->name.c_str(), [&] {
		writer->db.close();
		return WIRE_OK;
	});
	delete writer;
}
