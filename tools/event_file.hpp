// SPDX-License-Identifier: Apache-2.0
// Files of events: mapped where that can be, else read as they come.
#pragma once

#include "output.hpp"

#include <sys/mman.h>

#include "snsproof/event_stream.hpp"

namespace snsproof::tool {

/// The bytes of a regular file, or nothing where it cannot be mapped. The file must not shrink.
class mapping {
public:
    explicit mapping(int fd) {
        struct stat about {};
        if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode) || about.st_size == 0) return;
        size_ = static_cast<std::size_t>(about.st_size);
        bytes_ = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, fd, 0);
        if (bytes_ != MAP_FAILED) (void)madvise(bytes_, size_, MADV_SEQUENTIAL);
    }
    mapping(mapping const&) = delete;
    mapping& operator=(mapping const&) = delete;
    ~mapping() {
        if (bytes_ != MAP_FAILED) munmap(bytes_, size_);
    }

    bool is_there() const { return bytes_ != MAP_FAILED; }
    std::string_view text() const { return {static_cast<char const*>(bytes_), size_}; }

private:
    void* bytes_ = MAP_FAILED;
    std::size_t size_{};
};

/// Checks the events of a file, or of standard input for `-`. The calls are those of `check_stream`; that of
/// the progress also gets the file's size, or 0 where it is not known.
template <class OnEvent, class OnProgress>
stream_totals check_event_file(std::string const& path, stream_options const& options, OnEvent on_event,
                               OnProgress on_progress) {
    descriptor const in(path == "-" ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (in.fd < 0) fail_file(path, std::strerror(errno));
    // Standard input may be a file that was read in part.
    bool const is_at_start = lseek(in.fd, 0, SEEK_CUR) == 0;
    mapping const mapped(is_at_start ? in.fd : -1);
    std::uint64_t const size = mapped.is_there() ? mapped.text().size() : 0;
    auto const report_progress = [&](stream_totals const& totals) { on_progress(totals, size); };
    if (mapped.is_there()) return check_stream(mapped.text(), options, on_event, report_progress);
    auto const read_more = [&](char* to, std::size_t count) {
        for (;;) {
            ssize_t const n = read(in.fd, to, count);
            if (n >= 0) return static_cast<std::size_t>(n);
            if (errno != EINTR) fail_file(path, std::strerror(errno));
        }
    };
    return check_stream(read_more, options, on_event, report_progress);
}

}  // namespace snsproof::tool
