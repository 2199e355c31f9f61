/*
 * A disk that fails on purpose. Loaded in front of the C library (LD_PRELOAD), it counts what a program does to the files below one folder
 * that a failing disk would meet: writes, changes of length, syncs, new names, renames and removals. At the one that is asked for it does
 * what is asked for:
 *
 *   kill    the process is killed before it
 *   cut     the power is cut before it: the process is killed, and of what was not synced some is undone, whole or in part
 *   error   it fails with EIO, once
 *   full    it fails with ENOSPC, and so does everything after it that needs room
 *   skip    it is said to be done and is not, once (no disk that is worth anything; for the twin)
 *
 * JUBILEE_DISK_FOLDER  the folder
 * JUBILEE_DISK_DO      what, of the above
 * JUBILEE_DISK_AT      at which operation, from 1
 * JUBILEE_DISK_SEED    which of the many ways in which a power cut can go
 * JUBILEE_DISK_LIES    if set, a sync says that it is done and does nothing (for the twin)
 * JUBILEE_DISK_MET     a file that is made when the operation is come to
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { WRITE, LENGTH, SYNC, MAKE, RENAME, REMOVE };
enum fate { GOES_ON, FAILS, IS_SKIPPED };

/* Something that is done and that a power cut may undo. */
struct change {
    enum kind kind;
    char *path;           /* the file; for RENAME the new name, for REMOVE what is gone */
    char *other;          /* for RENAME the old name, for REMOVE where its content is kept */
    off_t at;             /* for WRITE and LENGTH: where the old bytes were */
    char *old;            /* the old bytes */
    size_t old_size;
    off_t old_length;     /* how long the file was */
    off_t end;            /* for WRITE: the end of what was written */
    struct change *before;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct change *last;
static long count;
static int is_full;
static char folder[PATH_MAX];
static const char *what = "";
static long at = -1;
static int lies;
static uint64_t state = 1;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_unlink)(const char *);
static int (*real_rename)(const char *, const char *);
static int (*real_open)(const char *, int, ...);

__attribute__((constructor)) static void begin(void) {
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
    real_rename = dlsym(RTLD_NEXT, "rename");
    real_open = dlsym(RTLD_NEXT, "open64");
    const char *given = getenv("JUBILEE_DISK_FOLDER");
    if (given == NULL || realpath(given, folder) == NULL) folder[0] = 0;
    if (getenv("JUBILEE_DISK_DO")) what = getenv("JUBILEE_DISK_DO");
    if (getenv("JUBILEE_DISK_AT")) at = atol(getenv("JUBILEE_DISK_AT"));
    if (getenv("JUBILEE_DISK_SEED")) state = strtoull(getenv("JUBILEE_DISK_SEED"), NULL, 10) * 2 + 1;
    lies = getenv("JUBILEE_DISK_LIES") != NULL;
}

static uint64_t draw(uint64_t below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (state >> 33) % below;
}

static int is_ours(const char *path) {
    size_t length = strlen(folder);
    /* The index of SQLite's log is memory that processes share, and is made anew after every crash. */
    size_t size = strlen(path);
    if (size > 4 && strcmp(path + size - 4, "-shm") == 0) return 0;
    return length > 0 && strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == 0);
}

/* The path of an open file, if it is one of ours. */
static int path_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, PATH_MAX - 1);
    if (size <= 0) return 0;
    path[size] = 0;
    return is_ours(path);
}

/* A path as the kernel would name it, if it is one of ours. */
static int named(const char *given, char *path) {
    char copy[PATH_MAX], parent[PATH_MAX];
    if (snprintf(copy, sizeof copy, "%s", given) >= PATH_MAX) return 0;
    char *slash = strrchr(copy, '/');
    const char *name = slash ? slash + 1 : copy;
    if (slash == copy) return 0;
    if (slash) *slash = 0;
    if (realpath(slash ? copy : ".", parent) == NULL) return 0;
    if (snprintf(path, PATH_MAX, "%s/%s", parent, name) >= PATH_MAX) return 0;
    return is_ours(path);
}

static struct change *note(enum kind kind, const char *path) {
    struct change *change = calloc(1, sizeof *change);
    change->kind = kind;
    change->path = strdup(path);
    change->before = last;
    last = change;
    return change;
}

static void undo(struct change *change) {
    int fd;
    switch (change->kind) {
    case WRITE:
    case LENGTH:
        fd = real_open(change->path, O_RDWR);
        if (fd < 0) return;
        /* Half of the undoings stop at a sector in the middle: the write reached the disk in part. */
        off_t from = 0;
        if (change->kind == WRITE && draw(2) == 0) {
            off_t sectors = (change->end - change->at) / 512;
            from = sectors > 0 ? (off_t)draw(sectors + 1) * 512 : 0;
        }
        struct stat now;
        fstat(fd, &now);
        if (from < (off_t)change->old_size) real_pwrite(fd, change->old + from, change->old_size - from, change->at + from);
        if (change->kind == WRITE && from == 0 && change->end > change->old_length && now.st_size == change->end) {
            real_ftruncate(fd, change->old_length);
        } else if (change->kind == WRITE && change->end > change->old_length) {
            off_t zeros = change->at + from > change->old_length ? change->at + from : change->old_length;
            char nothing[512] = {0};
            for (; zeros < change->end; zeros += sizeof nothing) {
                size_t size = change->end - zeros < (off_t)sizeof nothing ? (size_t)(change->end - zeros) : sizeof nothing;
                real_pwrite(fd, nothing, size, zeros);
            }
        }
        close(fd);
        break;
    case MAKE:
        real_unlink(change->path);
        break;
    case RENAME:
        real_rename(change->path, change->other);
        break;
    case REMOVE:
        real_rename(change->other, change->path);
        break;
    case SYNC:
        break;
    }
}

static void end(int is_cut) {
    if (is_cut) {
        for (struct change *change = last; change != NULL; change = change->before) {
            if (draw(2) == 0) undo(change);
        }
        /* What was removed for good. */
        for (struct change *change = last; change != NULL; change = change->before) {
            if (change->kind == REMOVE) real_unlink(change->other);
        }
    }
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

/* Counts an operation and says what becomes of it. The lock is held. */
static enum fate meet(enum kind kind) {
    count += 1;
    if (is_full && kind != SYNC && kind != REMOVE) {
        errno = ENOSPC;
        return FAILS;
    }
    if (count != at) return GOES_ON;
    const char *met = getenv("JUBILEE_DISK_MET");
    if (met) close(real_open(met, O_CREAT | O_WRONLY, 0600));
    if (strcmp(what, "kill") == 0) end(0);
    if (strcmp(what, "cut") == 0) end(1);
    if (strcmp(what, "error") == 0) {
        errno = EIO;
        return FAILS;
    }
    if (strcmp(what, "full") == 0) {
        is_full = 1;
        errno = ENOSPC;
        return kind == SYNC || kind == REMOVE ? GOES_ON : FAILS;
    }
    return strcmp(what, "skip") == 0 ? IS_SKIPPED : GOES_ON;
}

/* Keeps what a write or a change of length is about to lose. */
static void keep(enum kind kind, int fd, const char *path, off_t from, off_t end_of_it) {
    struct stat is;
    if (fstat(fd, &is) != 0) return;
    struct change *change = note(kind, path);
    change->at = from;
    change->end = end_of_it;
    change->old_length = is.st_size;
    off_t to = kind == LENGTH ? is.st_size : end_of_it;
    if (to > is.st_size) to = is.st_size;
    if (to > from) {
        /* Through the same descriptor where it can be read: closing another one of the same file would let go of all locks that the process
         * has on it, and SQLite lives by these. What it locks, it has open for reading too. */
        int is_readable = (fcntl(fd, F_GETFL) & O_ACCMODE) == O_RDWR;
        int reading = is_readable ? fd : real_open(path, O_RDONLY);
        change->old = malloc(to - from);
        ssize_t size = reading < 0 ? -1 : pread(reading, change->old, to - from, from);
        change->old_size = size > 0 ? (size_t)size : 0;
        if (!is_readable && reading >= 0) close(reading);
    }
}

/* What was done to a file, or to the names in a folder, is on the disk. */
static void settle(const char *path) {
    struct stat is;
    int is_folder = stat(path, &is) == 0 && S_ISDIR(is.st_mode);
    size_t length = strlen(path);
    for (struct change **place = &last; *place != NULL;) {
        struct change *change = *place;
        int is_name = change->kind == MAKE || change->kind == RENAME || change->kind == REMOVE;
        int is_in = strncmp(change->path, path, length) == 0 && change->path[length] == '/'
            && strchr(change->path + length + 1, '/') == NULL;
        if (is_folder ? is_name && is_in : !is_name && strcmp(change->path, path) == 0) {
            if (change->kind == REMOVE) real_unlink(change->other);
            *place = change->before;
            free(change->path), free(change->other), free(change->old), free(change);
        } else {
            place = &change->before;
        }
    }
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off_t from) {
    char path[PATH_MAX];
    if (!path_of(fd, path)) return real_pwrite(fd, bytes, size, from);
    pthread_mutex_lock(&lock);
    enum fate fate = meet(WRITE);
    ssize_t written = fate == FAILS ? -1 : (ssize_t)size;
    if (fate == GOES_ON) {
        keep(WRITE, fd, path, from, from + (off_t)size);
        written = real_pwrite(fd, bytes, size, from);
    }
    int error = errno;
    pthread_mutex_unlock(&lock);
    errno = error;
    return written;
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t from) { return pwrite64(fd, bytes, size, from); }

ssize_t write(int fd, const void *bytes, size_t size) {
    char path[PATH_MAX];
    if (!path_of(fd, path)) return real_write(fd, bytes, size);
    off_t from = lseek(fd, 0, SEEK_CUR);
    ssize_t written = pwrite64(fd, bytes, size, from);
    if (written > 0) lseek(fd, from + written, SEEK_SET);
    return written;
}

int ftruncate64(int fd, off_t length) {
    char path[PATH_MAX];
    if (!path_of(fd, path)) return real_ftruncate(fd, length);
    pthread_mutex_lock(&lock);
    enum fate fate = meet(LENGTH);
    int outcome = fate == FAILS ? -1 : 0;
    if (fate == GOES_ON) {
        keep(LENGTH, fd, path, length, length);
        outcome = real_ftruncate(fd, length);
    }
    int error = errno;
    pthread_mutex_unlock(&lock);
    errno = error;
    return outcome;
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

static int sync_with(int (*real)(int), int fd) {
    char path[PATH_MAX];
    if (!path_of(fd, path)) return real(fd);
    pthread_mutex_lock(&lock);
    enum fate fate = meet(SYNC);
    int outcome = fate == FAILS ? -1 : 0;
    if (fate == GOES_ON && !lies) settle(path);
    int error = errno;
    pthread_mutex_unlock(&lock);
    errno = error;
    return outcome;
}

/* The kernel is not asked to sync anything: no machine goes down here, and what a process has written outlives it. */
int fsync(int fd) { return sync_with(real_fsync, fd); }

int fdatasync(int fd) { return sync_with(real_fdatasync, fd); }

int unlink(const char *given) {
    char path[PATH_MAX];
    if (!named(given, path)) return real_unlink(given);
    pthread_mutex_lock(&lock);
    enum fate fate = meet(REMOVE);
    int outcome = fate == FAILS ? -1 : 0;
    if (fate == GOES_ON) {
        if (strcmp(what, "cut") == 0 && access(path, F_OK) == 0) {
            char kept[PATH_MAX + 32];
            snprintf(kept, sizeof kept, "%s.gone-%ld", path, count);
            outcome = real_rename(path, kept);
            if (outcome == 0) note(REMOVE, path)->other = strdup(kept);
        } else {
            outcome = real_unlink(path);
        }
    }
    int error = errno;
    pthread_mutex_unlock(&lock);
    errno = error;
    return outcome;
}

int rename(const char *given, const char *to) {
    char path[PATH_MAX], new[PATH_MAX];
    if (!named(given, path) || !named(to, new)) return real_rename(given, to);
    pthread_mutex_lock(&lock);
    enum fate fate = meet(RENAME);
    int outcome = fate == FAILS ? -1 : 0;
    if (fate == GOES_ON) {
        outcome = real_rename(path, new);
        if (outcome == 0) note(RENAME, new)->other = strdup(path);
    }
    int error = errno;
    pthread_mutex_unlock(&lock);
    errno = error;
    return outcome;
}

int open64(const char *given, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = va_arg(more, mode_t);
    va_end(more);
    char path[PATH_MAX];
    if (!(flags & O_CREAT) || !named(given, path) || access(path, F_OK) == 0) return real_open(given, flags, mode);
    pthread_mutex_lock(&lock);
    enum fate fate = meet(MAKE);
    int fd = -1;
    if (fate != FAILS) {
        fd = real_open(path, flags, mode);
        if (fd >= 0) note(MAKE, path);
    }
    int error = errno;
    pthread_mutex_unlock(&lock);
    errno = error;
    return fd;
}

int open(const char *given, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = va_arg(more, mode_t);
    va_end(more);
    return open64(given, flags, mode);
}
