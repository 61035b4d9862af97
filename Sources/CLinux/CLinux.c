#define _GNU_SOURCE
#include "CLinux.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

int musigen_rename_noreplace(const char *from, const char *to) {
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0) return 0;
    if (errno != EINVAL && errno != ENOSYS) return -1;
    struct stat existing;
    if (lstat(to, &existing) == 0) { errno = EEXIST; return -1; }
    return rename(from, to);
}

int musigen_rename_exchange(const char *first, const char *second) {
    return renameat2(AT_FDCWD, first, AT_FDCWD, second, RENAME_EXCHANGE);
}

int musigen_no_writer_has_it_open(int descriptor) {
    if (fcntl(descriptor, F_SETLEASE, F_RDLCK) == 0) {
        fcntl(descriptor, F_SETLEASE, F_UNLCK);
        return 1;
    }
    return errno == EAGAIN ? 0 : -1;
}

int64_t musigen_file_system_type(const char *path) {
    struct statfs information;
    return statfs(path, &information) == 0 ? (int64_t)information.f_type : 0;
}

int musigen_set_out_of_memory_score(int score) {
    FILE *file = fopen("/proc/self/oom_score_adj", "we");
    if (!file) return -1;
    int written = fprintf(file, "%d", score);
    return fclose(file) == 0 && written > 0 ? 0 : -1;
}

int64_t musigen_copy_file_range(int from, int to, uint64_t length) {
    return copy_file_range(from, NULL, to, NULL, length, 0);
}

static int limit(int resource, uint64_t value) {
    if (value == 0) return 0;
    struct rlimit limit;
    if (getrlimit(resource, &limit) != 0) return -1;
    if (limit.rlim_max != RLIM_INFINITY && value > limit.rlim_max) value = limit.rlim_max;
    limit.rlim_cur = value;
    limit.rlim_max = value;
    return setrlimit(resource, &limit);
}

int musigen_limit_resources(uint64_t address_space_bytes, uint64_t cpu_seconds, uint64_t file_size_bytes) {
    if (limit(RLIMIT_AS, address_space_bytes) != 0) return -1;
    if (limit(RLIMIT_CPU, cpu_seconds) != 0) return -1;
    return limit(RLIMIT_FSIZE, file_size_bytes);
}

void musigen_block_lease_signals(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGIO);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    signal(SIGIO, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
}
