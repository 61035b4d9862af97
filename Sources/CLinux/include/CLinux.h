// Linux calls that Swift's Glibc module does not carry.
#ifndef MUSIGEN_CLINUX_H
#define MUSIGEN_CLINUX_H

#include <stdint.h>

/// Renames `from` to `to` and fails with EEXIST where `to` exists already; falls back to link-free checking
/// only where the file system lacks RENAME_NOREPLACE. Returns 0 or -1 with errno set.
int musigen_rename_noreplace(const char *from, const char *to);

/// Swaps the names `first` and `second` in one step. Returns 0 or -1 with errno set.
int musigen_rename_exchange(const char *first, const char *second);

/// Whether nobody holds the open file `descriptor` for writing: 1 yes, 0 a writer has it open,
/// -1 cannot be told (not the owner, or a file system without leases).
int musigen_no_writer_has_it_open(int descriptor);

/// The device and inode's file-system magic number, or 0 where it cannot be read.
int64_t musigen_file_system_type(const char *path);

/// Tells the kernel that this process should be the first to go when memory runs out (0...1000).
int musigen_set_out_of_memory_score(int score);

/// Copies up to `length` bytes at the descriptors' offsets inside the kernel (a reflink where it can).
int64_t musigen_copy_file_range(int from, int to, uint64_t length);

/// Limits this process's resources; 0 leaves a limit as it is. Returns 0 or -1 with errno set.
int musigen_limit_resources(uint64_t address_space_bytes, uint64_t cpu_seconds, uint64_t file_size_bytes);

/// Blocks SIGIO and ignores SIGPIPE: a broken lease sends the former, whose default action is to kill.
void musigen_block_lease_signals(void);

#endif
