/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stub.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>

#include "guard.h"

namespace fs = std::filesystem;

namespace shim
{

namespace
{

constexpr const char *STUB = "XAPIANDB";
constexpr const char *STUB_NEW = "XAPIANDB.new";
constexpr const char *STUB_KEYWORD = "auto ";
constexpr const char *FIRST_GENERATION = "g1";

/* The files of a glass database, Xapian 1.4's format. */
constexpr const char *LOCK_FILE = "flintlock";
constexpr const char *VERSION_FILE = "iamglass";
constexpr const char *GLASS_FILES[] = {LOCK_FILE, VERSION_FILE, "v.tmp", "postlist.glass",
	"docdata.glass", "termlist.glass", "position.glass", "spelling.glass", "synonym.glass"};

/* An open file that is closed whatever happens. */
class file
{
      public:
	file(const std::string &path, int flags)
	    : path_(path), descriptor_(open(path.c_str(), flags | O_CLOEXEC, 0666))
	{
		if (descriptor_ < 0)
			throw_errno("cannot open " + path_);
	}
	file(const file &) = delete;
	file &operator=(const file &) = delete;
	~file()
	{
		close(descriptor_);
	}
	void write(const std::string &text)
	{
		for (size_t done = 0; done < text.size();) {
			const ssize_t n =
				::write(descriptor_, text.data() + done, text.size() - done);
			if (n < 0 && errno != EINTR)
				throw_errno("cannot write " + path_);
			done += n < 0 ? 0 : static_cast<size_t>(n);
		}
	}
	void sync()
	{
		if (fsync(descriptor_) != 0)
			throw_errno("cannot bring to the disk: " + path_);
	}

      private:
	std::string path_;
	int descriptor_;
};

void sync_directory(const std::string &dir)
{
	file(dir, O_RDONLY | O_DIRECTORY).sync();
}

/* The directory's own entry. Its parent may be one that may be passed through and not read. */
void sync_parent(const std::string &dir)
{
	const std::string parent = dir + "/..";
	const int descriptor = open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (descriptor < 0)
		return;
	fsync(descriptor);
	close(descriptor);
}

void demand_access(const std::string &path, int mode)
{
	if (access(path.c_str(), mode) != 0)
		throw_errno("cannot use " + path);
}

/* `auto gN` and nothing else; the name of the generation, or "". */
std::string read_stub(const std::string &path)
{
	std::ifstream stream(path);
	if (!stream)
		throw_errno("cannot open " + path);
	const std::string keyword(STUB_KEYWORD);
	std::string line, more;
	std::getline(stream, line);
	if (std::getline(stream, more) || line.compare(0, keyword.size(), keyword) != 0)
		return "";
	const std::string name = line.substr(keyword.size());
	const bool numbered = name.size() > 1 && name[0] == 'g' &&
			      name.find_first_not_of("0123456789", 1) == std::string::npos;
	return numbered ? name : "";
}

bool is_glass_file(const fs::directory_entry &entry)
{
	const std::string name = entry.path().filename();
	return std::find(std::begin(GLASS_FILES), std::end(GLASS_FILES), name) !=
	       std::end(GLASS_FILES);
}

bool is_generation(const fs::directory_entry &entry)
{
	fs::directory_iterator files(entry.path());
	return std::all_of(fs::begin(files), fs::end(files), is_glass_file);
}

/* What the making of a database leaves before its stub stands. */
bool is_beginning(const fs::directory_entry &entry)
{
	const std::string name = entry.path().filename();
	return name == STUB_NEW ||
	       (name == FIRST_GENERATION && entry.is_directory() && is_generation(entry));
}

} // namespace

layout inspect(const std::string &dir)
{
	const fs::path root(dir);
	const std::string first = root / FIRST_GENERATION;
	if (!fs::exists(root))
		return {layout::ABSENT, first};
	if (!fs::is_directory(root))
		return {layout::FOREIGN, ""};
	if (fs::exists(root / STUB)) {
		const std::string name = read_stub(root / STUB);
		if (name.empty())
			return {layout::FOREIGN, ""};
		demand_access(root / name, R_OK | X_OK);
		return {layout::OURS, root / name};
	}
	if (fs::exists(root / "iamglass"))
		return {layout::PLAIN, dir};
	fs::directory_iterator entries(root);
	const bool begun = std::all_of(fs::begin(entries), fs::end(entries), is_beginning);
	return {begun ? layout::ABSENT : layout::FOREIGN, first};
}

void demand_writable(const layout &found)
{
	const std::string lock = fs::path(found.generation) / LOCK_FILE;
	if (fs::exists(lock))
		demand_access(lock, W_OK);
}

bool is_cut_off(const layout &found)
{
	const fs::path generation(found.generation);
	return found.kind == layout::ABSENT && fs::exists(generation) &&
	       !fs::exists(generation / VERSION_FILE);
}

void make_directory(const std::string &dir)
{
	if (mkdir(dir.c_str(), 0777) != 0 && errno != EEXIST)
		throw_errno("cannot make the directory");
}

void write_stub(const std::string &dir, const std::string &path)
{
	const std::string name = fs::path(path).filename();
	const std::string fresh = fs::path(dir) / STUB_NEW;
	{
		file stub(fresh, O_WRONLY | O_CREAT | O_TRUNC);
		stub.write(STUB_KEYWORD + name + "\n");
		stub.sync();
	}
	fs::rename(fresh, fs::path(dir) / STUB);
	sync_directory(dir);
	sync_parent(dir);
}

} // namespace shim
