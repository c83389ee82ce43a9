/* Stands between a program and the disk: the n-th call that changes a file fails, or is the last.

   Loaded before the C library (LD_PRELOAD). rig_arm(n, what, sticky) arms it, rig_count() tells how
   many calls there have been since. `what`: an errno to fail with, 0 to only count, -1 to be killed
   at the call, -2 to be killed after half of it (of a write) was done. RIG_CLOCK gives the seconds
   since 1970 that the clock tells, instead of the time. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

static long armed, calls;
static int action, sticks;

void rig_arm(long n, int what, int sticky) { armed = n; calls = 0; action = what; sticks = sticky; }
long rig_count(void) { return calls; }

static int is_file(int fd) {
  struct stat told;
  int kept = errno, yes = fstat(fd, &told) == 0 && S_ISREG(told.st_mode);
  errno = kept;
  return yes;
}

/* Whether this call is to fail; does not return if it is to be the last. */
static int strikes(void) {
  calls++;
  if (!armed || calls < armed || (calls > armed && !sticks)) return 0;
  if (action == -1) kill(getpid(), SIGKILL);
  if (action == 0) return 0;
  errno = action;
  return 1;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *from, size_t size) {
  if (!is_file(fd)) return NEXT(write)(fd, from, size);
  if (strikes()) {
    if (action == -2) { NEXT(write)(fd, from, size / 2); kill(getpid(), SIGKILL); }
    return -1;
  }
  return NEXT(write)(fd, from, size);
}
ssize_t pwrite(int fd, const void *from, size_t size, off_t at) {
  if (!is_file(fd)) return NEXT(pwrite)(fd, from, size, at);
  if (strikes()) {
    if (action == -2) { NEXT(pwrite)(fd, from, size / 2, at); kill(getpid(), SIGKILL); }
    return -1;
  }
  return NEXT(pwrite)(fd, from, size, at);
}
ssize_t pwrite64(int fd, const void *from, size_t size, off64_t at) {
  if (!is_file(fd)) return NEXT(pwrite64)(fd, from, size, at);
  if (strikes()) {
    if (action == -2) { NEXT(pwrite64)(fd, from, size / 2, at); kill(getpid(), SIGKILL); }
    return -1;
  }
  return NEXT(pwrite64)(fd, from, size, at);
}
static int last(void) {
  if (!strikes()) return 0;
  if (action == -2) kill(getpid(), SIGKILL);
  return 1;
}
int fsync(int fd) { return last() ? -1 : NEXT(fsync)(fd); }
int fdatasync(int fd) { return last() ? -1 : NEXT(fdatasync)(fd); }
int ftruncate(int fd, off_t size) { return last() ? -1 : NEXT(ftruncate)(fd, size); }
int ftruncate64(int fd, off64_t size) { return last() ? -1 : NEXT(ftruncate64)(fd, size); }
int rename(const char *from, const char *to) { return last() ? -1 : NEXT(rename)(from, to); }
int unlink(const char *path) { return last() ? -1 : NEXT(unlink)(path); }
int link(const char *from, const char *to) { return last() ? -1 : NEXT(link)(from, to); }

static time_t told(void) {
  const char *seconds = getenv("RIG_CLOCK");
  return seconds ? (time_t)atoll(seconds) : 0;
}
time_t time(time_t *out) {
  time_t now = told();
  if (!now) return NEXT(time)(out);
  if (out) *out = now;
  return now;
}
int clock_gettime(clockid_t which, struct timespec *out) {
  int done = NEXT(clock_gettime)(which, out);
  if (which == CLOCK_REALTIME && told()) out->tv_sec = told();
  return done;
}
int gettimeofday(struct timeval *out, void *zone) {
  struct timespec now;
  int done = clock_gettime(CLOCK_REALTIME, &now);
  (void)zone;
  out->tv_sec = now.tv_sec;
  out->tv_usec = now.tv_nsec / 1000;
  return done;
}
