/* The mapproof backend contract, ABI 1: the only header that a plugin needs.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A backend is a shared object with one exported function, mapproof_backend_entry(), which returns a const table. Each
 * function pointer stands for one call of the API under test, or for one thing that the suite needs to arrange, witness
 * or time it. A NULL pointer says that the call does not exist on that system; every requirement that needs it is then
 * reported as unsupported.
 *
 * Rules for all calls
 *
 * - Errors: a call answers with a raw outcome, the value that the system returned and the errno that it left.
 *   The backend sets errno to 0 before the system's call and never tidies the answer: the suite judges it.
 * - Ownership: the backend owns every pointer that it returns, and keeps it valid until close(). Request structs
 *   and what they point to belong to the caller and are read, or written where said so, only during the call.
 * - Threads: every call except open() and close() may be made from several threads at once on one session. Calls of the
 *   map, offset and lock groups may also be made in a child after fork().
 * - Growth: new members are added at the end of a struct and announced by its struct_size; a change that breaks old
 *   plugins raises MAPPROOF_ABI. backends/host/tests/abi_test.cpp pins every offset.
 * - Units: bytes, unless a name says otherwise. Physical addresses are 64 bits wide on every system.
 */
#ifndef MAPPROOF_BACKEND_H
#define MAPPROOF_BACKEND_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MAPPROOF_ABI 1u

#if defined(_WIN32)
#define MAPPROOF_EXPORT __declspec(dllexport)
#else
#define MAPPROOF_EXPORT __attribute__((visibility("default")))
#endif

/* ---- Words shared by all groups ---------------------------------------------------------------------------------- */

/* Portable protection bits; the backend translates them to the system's own. */
#define MAPPROOF_PROT_NONE 0x0u
#define MAPPROOF_PROT_READ 0x1u
#define MAPPROOF_PROT_WRITE 0x2u
#define MAPPROOF_PROT_EXEC 0x4u
#define MAPPROOF_PROT_NOCACHE 0x8u
#define MAPPROOF_PROT_USER 0x10u /* DDI only: reachable from user level */

/* Portable mapping flags; the backend translates them to the system's own. */
#define MAPPROOF_MAP_SHARED 0x001u
#define MAPPROOF_MAP_PRIVATE 0x002u
#define MAPPROOF_MAP_FIXED 0x004u
#define MAPPROOF_MAP_PHYS 0x008u
#define MAPPROOF_MAP_ANON 0x010u
#define MAPPROOF_MAP_LAZY 0x020u
#define MAPPROOF_MAP_STACK 0x040u
#define MAPPROOF_MAP_NOINIT 0x080u
#define MAPPROOF_MAP_BELOW16M 0x100u
#define MAPPROOF_MAP_NOX64K 0x200u
#define MAPPROOF_MAP_NOCACHE 0x400u /* the system's PROT_NOCACHE bit, passed among the flags by mistake */

/* The descriptor that means "no descriptor". */
#define MAPPROOF_NOFD (-1)

/* How a mapping's accesses are cached. Also used as a set of bits. */
enum mapproof_caching {
  MAPPROOF_CACHING_UNKNOWN = 0,
  MAPPROOF_CACHED = 0x1,
  MAPPROOF_UNCACHED = 0x2,
  MAPPROOF_WRITE_COMBINING = 0x4
};

struct mapproof_session; /* one opened target; defined by the backend */

/* A call that answers with an address: MAP_FAILED is passed through as (void *)-1. */
struct mapproof_address_outcome {
  void *value;
  int error; /* errno after the call; 0 if the call left it alone */
};

/* A call that answers with a status: 0 or a number on success, -1 on error. */
struct mapproof_status_outcome {
  int value;
  int error;
};

/* A call that answers with a handle (mmap_device_io): MAP_DEVICE_FAILED is passed through as UINTPTR_MAX. */
struct mapproof_handle_outcome {
  uintptr_t value;
  int error;
};

/* What the suite asked the backend to arrange or to witness; not a call under test. */
struct mapproof_arrange_outcome {
  int error;          /* 0: done; ENOTSUP: cannot be done on this system; else why it failed */
  const char *reason; /* one sentence for the record when error is not 0; never NULL then */
};

/* ---- Session ----------------------------------------------------------------------------------------------------- */

struct mapproof_open_request {
  uint32_t struct_size;
  uint32_t allow_write; /* 0: the suite never stores to the window, and the backend must not either */
  const char *target;   /* "scheme:rest", names the window; never NULL, may be "" for the backend's default */
  const char *profile;  /* whose documents to follow, e.g. "qnx-7.1"; a native backend may ignore it; never NULL */
};

struct mapproof_open_outcome {
  struct mapproof_session *session; /* NULL if refused */
  int error;                        /* errno of the refusal */
  char message[256];                /* one sentence: what was refused, and what to do; "" on success */
};

/* One range of the physical space that the target offers for mapping. */
struct mapproof_window {
  const char *name;
  uint64_t physical;        /* first byte; need not be page aligned */
  uint64_t length;          /* need not be a multiple of the page */
  uint32_t protection;      /* the accesses that it allows, MAPPROOF_PROT_* */
  uint32_t with_nocache;    /* enum mapproof_caching that PROT_NOCACHE gives, or UNKNOWN */
  uint32_t without_nocache; /* enum mapproof_caching without PROT_NOCACHE, or UNKNOWN */
  uint32_t is_memory;       /* 1: a load returns what was stored last, and stores have no other effect; 0: registers */
  int32_t node;             /* NUMA node (operating system's number), -1 if unknown */
  uint32_t reserved;
};

/* A free fact for the record, e.g. {"kernel.strict_devmem", "on"}. */
struct mapproof_note {
  const char *name;
  const char *value;
};

/* Kinds of ordinary memory that memory_acquire() can give; values are bit positions in mapproof_facts.memory_kinds. */
enum mapproof_memory_kind {
  MAPPROOF_MEMORY_ANONYMOUS = 0,    /* private, zero-filled, never touched */
  MAPPROOF_MEMORY_SHARED = 1,       /* shared between processes after fork, zero-filled, never touched */
  MAPPROOF_MEMORY_LAZY = 2,         /* becomes resident page by page when touched, and not by a lookup */
  MAPPROOF_MEMORY_FRAGMENTED = 3,   /* no page is physically followed by its neighbour; resident */
  MAPPROOF_MEMORY_CONTIGUOUS = 4,   /* one physical run; resident */
  MAPPROOF_MEMORY_BELOW_2G = 5,     /* every frame ends at or below 0x80000000; resident */
  MAPPROOF_MEMORY_2G_TO_4G = 6,     /* every frame in 0x80000000 ... 0xffffffff; resident */
  MAPPROOF_MEMORY_ABOVE_4G = 7,     /* every frame at or above 0x100000000; resident */
  MAPPROOF_MEMORY_STRADDLES_2G = 8, /* two pages: the last below 2 GiB, then the first above; one run; resident */
  MAPPROOF_MEMORY_COPY = 9, /* private pages with initial content that is not zero (byte i holds i % 251), not copied */
  MAPPROOF_MEMORY_LARGE = 10 /* in the system's larger pages, each one physical run; resident */
};

/* What a session is and offers; constant while it is open. */
struct mapproof_facts {
  uint32_t struct_size;
  uint32_t offset_bits; /* width of the off_t that mem_offset() stores: 32 or 64 */
  size_t page_size;
  uintptr_t lowest_address;    /* first address that a process may map */
  uintptr_t highest_address;   /* last byte that a process may map */
  uint64_t highest_physical;   /* last byte of the machine's physical space; UINT64_MAX if unknown */
  uint32_t invalid_flags;      /* native flag bits that the system's documents call invalid; 0 if none is known */
  uint32_t invalid_protection; /* the same for protection */
  uint32_t memory_kinds;       /* set of 1 << enum mapproof_memory_kind */
  uint32_t node_count;         /* NUMA nodes on which memory can be asked for, at least 1 */
  size_t window_count;
  const struct mapproof_window *windows;
  const char *no_window; /* why window_count is 0; NULL if it is not */
  const char *no_offset; /* why no physical address can be learned here; NULL if it can */
  size_t note_count;
  const struct mapproof_note *notes;
};

/* ---- Requests of the calls under test ---------------------------------------------------------------------------- */

struct mapproof_map_request {
  void *address; /* NULL, a hint, or the exact place with MAPPROOF_MAP_FIXED */
  size_t length;
  uint64_t physical;
  uint32_t protection;
  uint32_t flags;
  uint32_t raw_protection; /* native bits, OR-ed in as they are: lets a negative check pass nonsense through */
  uint32_t raw_flags;
};

/* mmap() as such, with a descriptor or NOFD. */
struct mapproof_mmap_request {
  void *address;
  size_t length;
  uint64_t offset;
  uint32_t protection;
  uint32_t flags;
  uint32_t raw_protection;
  uint32_t raw_flags;
  int fd;
  uint32_t reserved;
};

struct mapproof_unmap_request {
  void *address;
  size_t length;
  uint32_t flags; /* munmap_flags() only: native flags, passed as they are */
  uint32_t reserved;
};

struct mapproof_protect_request {
  void *address;
  size_t length;
  uint32_t protection;
  uint32_t raw_protection;
};

/* mem_offset(), mem_offset64() and posix_mem_offset(). A NULL result pointer is passed to the system as NULL; what the
 * system does not write stays as the caller left it. */
struct mapproof_offset_request {
  const void *address;
  size_t length;
  int64_t *offset; /* written sign-extended from the system's own off_t */
  size_t *contig_length;
  int *fildes; /* posix_mem_offset() only: the descriptor of the mapping */
  int fd;      /* mem_offset() and mem_offset64() only: MAPPROOF_NOFD, or nonsense */
  uint32_t reserved;
};

struct mapproof_lock_request {
  const void *address;
  size_t length;
};

#define MAPPROOF_LOCK_CURRENT 0x1u
#define MAPPROOF_LOCK_FUTURE 0x2u

struct mapproof_lock_all_request {
  uint32_t flags; /* MAPPROOF_LOCK_* */
  uint32_t raw_flags;
};

enum mapproof_thread_control { MAPPROOF_THREAD_IO = 0, MAPPROOF_THREAD_IO_LEVEL = 1 };

struct mapproof_thread_control_request {
  uint32_t command; /* enum mapproof_thread_control */
  int32_t thread;   /* 0: the caller; anything else is the system's thread id */
  uint32_t level;
  uint32_t reserved;
};

struct mapproof_device_io_request {
  uint64_t io;
  size_t length;
};

/* One in or out of 1, 2 or 4 bytes through a mmap_device_io() handle. */
struct mapproof_port_request {
  uintptr_t handle;
  uint32_t width;
  uint32_t value; /* out only */
};

#define MAPPROOF_TYPED_ALLOCATE 0x1u
#define MAPPROOF_TYPED_ALLOCATE_CONTIG 0x2u
#define MAPPROOF_TYPED_ALLOCATABLE 0x4u

struct mapproof_typed_open_request {
  const char *name;
  uint32_t access; /* MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE as the open mode */
  uint32_t raw_oflag;
  uint32_t tflag; /* MAPPROOF_TYPED_* */
  uint32_t raw_tflag;
};

struct mapproof_typed_info_request {
  int fd;
  uint32_t reserved;
  size_t *length;
};

/* What else a program may try with the descriptor of a typed memory object. */
enum mapproof_file_operation {
  MAPPROOF_FILE_TRUNCATE = 0, /* ftruncate() to `amount` bytes */
  MAPPROOF_FILE_SEEK = 1,     /* lseek() to `amount` */
  MAPPROOF_FILE_READ = 2,     /* read() of `amount` bytes, at most 64 */
  MAPPROOF_FILE_WRITE = 3     /* write() of `amount` zero bytes, at most 64 */
};

struct mapproof_file_request {
  int fd;
  uint32_t operation; /* enum mapproof_file_operation */
  uint64_t amount;
};

/* What mmap_device_io() is about on this machine. */
struct mapproof_io_facts {
  uint32_t struct_size;
  uint32_t is_memory_mapped; /* 0: a handle is a port number; 1: it is the address of an uncached mapping */
  uint64_t scratch;          /* first of some io addresses that keep what is written to them and do nothing else */
  size_t scratch_length;     /* 0: none is known */
  uint64_t highest;          /* last valid io address; UINT64_MAX if unknown */
};

/* One typed memory object. */
struct mapproof_typed_pool {
  const char *name;
  uint64_t lowest; /* its first and its last byte; in between there may be gaps */
  uint64_t highest;
};

struct mapproof_typed_facts {
  uint32_t struct_size;
  uint32_t reserved;
  size_t pool_count;
  const struct mapproof_typed_pool *pools;
};

/* ---- DDI: SVR5 mmap(D2) ------------------------------------------------------------------------------------------ */

typedef uint64_t mapproof_page_id; /* opaque: only equality with MAPPROOF_NOPAGE may be tested */
#define MAPPROOF_NOPAGE UINT64_MAX

/* A driver, as a framework sees it. The suite's probe driver is one, a backend's own driver another. Each entry point
 * may block; the framework calls it in the context of the process that maps. */
struct mapproof_driver {
  uint32_t struct_size;
  uint32_t ddi_version;   /* times ten: 80 is DDI 8, 71 is DDI 7.1 */
  uint32_t channel_count; /* valid channels are 0 ... channel_count - 1 */
  uint32_t reserved;
  /* Called for a new device instance; stores in *instance the handle (idata) that every later call gets back. */
  int (*config_add)(const struct mapproof_driver *self, uint64_t resource_key, void **instance);
  int (*config_remove)(const struct mapproof_driver *self, void *instance);
  /* May redirect to another channel by changing *channel. 0 or an errno. */
  int (*open)(const struct mapproof_driver *self, void *instance, uint32_t *channel, uint32_t access);
  int (*close)(const struct mapproof_driver *self, void *instance, uint32_t channel);
  /* DDI 8: d_mmap. NULL: the optional entry point is not provided. `protection` is a set of MAPPROOF_PROT_*. */
  mapproof_page_id (*mmap)(const struct mapproof_driver *self, void *instance, uint32_t channel, size_t offset,
                           uint32_t protection);
  /* Before DDI 8: prefixmmap(dev, off, prot); `device` is opaque, another for each device and channel. NULL: none */
  mapproof_page_id (*mmap_before_8)(const struct mapproof_driver *self, uint32_t device, int64_t offset,
                                    uint32_t protection);
  void *context; /* the driver's own */
  /* CFG_MODIFY: the device's resources have changed and the old key is stale; NULL: the driver does not care. Read only
   * if struct_size covers it. */
  int (*config_modify)(const struct mapproof_driver *self, void *instance, uint64_t resource_key);
};

struct mapproof_driver_open_request {
  int device; /* what driver_attach() returned */
  uint32_t channel;
  uint32_t access; /* MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE as the open mode */
  uint32_t reserved;
};

/* The physical page id of one page: devmem_ppid(), kvtoppid(), phystoppid(), hat_getkpfnum(), hat_getppfnum(). */
enum mapproof_page_id_source {
  MAPPROOF_DEVMEM_PPID = 0,   /* key, chunk, offset */
  MAPPROOF_KVTOPPID = 1,      /* address */
  MAPPROOF_PHYSTOPPID = 2,    /* physical */
  MAPPROOF_HAT_GETKPFNUM = 3, /* address */
  MAPPROOF_HAT_GETPPFNUM = 4  /* physical, space */
};

struct mapproof_page_id_request {
  uint32_t source; /* enum mapproof_page_id_source */
  uint32_t chunk;
  uint64_t key;
  size_t offset;
  void *address;
  uint64_t physical;
  uint32_t space;
  uint32_t reserved;
};

/* One chunk of the memory that a resource key stands for. */
struct mapproof_driver_resource {
  uint64_t physical;
  size_t length; /* a multiple of the page */
  uint32_t chunk_count;
  uint32_t reserved;
};

/* Bytes and pages, in the unsigned long of the system. */
enum mapproof_page_conversion {
  MAPPROOF_PTOB = 0, /* pages to bytes */
  MAPPROOF_BTOP = 1, /* bytes to pages, rounded down */
  MAPPROOF_BTOPR = 2 /* bytes to pages, rounded up */
};

/* What a backend's own driver promises, for the checks of the driver subject. */
struct mapproof_driver_facts {
  uint32_t struct_size;
  uint32_t protection; /* the accesses that it grants on every page, together; reading, if granted, also alone */
  size_t length;       /* bytes that it can map on channel 0, from offset 0; beyond it must answer NOPAGE */
};

/* ---- Requests of what the suite arranges, witnesses and times ---------------------------------------------------- */

struct mapproof_memory_request {
  uint32_t kind; /* enum mapproof_memory_kind */
  int32_t node;  /* NUMA node, or -1 for any */
  size_t length; /* a multiple of the page */
};

/* Situations that the documents name and a check must bring about. The backend undoes all of them on close() where the
 * system lets it; every check has a process of its own, so it need not be able to. */
enum mapproof_condition {
  MAPPROOF_WITHOUT_MAP_PRIVILEGE = 0,  /* the caller may not map physical memory */
  MAPPROOF_ADDRESS_SPACE_FULL = 1,     /* amount: bytes that may still be mapped */
  MAPPROOF_MAPPING_TABLE_FULL = 2,     /* amount: mappings that can still be recorded */
  MAPPROOF_LOCK_LIMIT = 3,             /* amount: bytes that may still be locked */
  MAPPROOF_WITHOUT_LOCK_PRIVILEGE = 4, /* the caller may not lock memory */
  MAPPROOF_WITHOUT_IO_PRIVILEGE = 5,   /* the caller may not ask for I/O privilege */
  MAPPROOF_WITHOUT_EXEC_PRIVILEGE = 6, /* the caller may not map executable memory */
  MAPPROOF_PHYSICAL_RANGE_DENIED = 7,  /* the caller may map physical memory, but not the first window's last page */
  MAPPROOF_UNMAP_INTERRUPTED = 8,      /* the next unmap is interrupted (EINTR) */
  MAPPROOF_LOCK_NOT_NOW = 9,           /* the next lock fails for a passing reason (EAGAIN) */
  MAPPROOF_THREADS_SHORT = 10,         /* the next map meets a shortage of server threads (EAGAIN) */
  MAPPROOF_FRAMES_MOVE = 11,           /* every unlocked page moves to another frame now, content kept */
  MAPPROOF_TYPED_READ_ONLY = 12,       /* the caller may open typed memory for reading only */
  MAPPROOF_DEVICE_RECORD_LOCKED = 13,  /* DDI: a record lock is held on every device node */
  MAPPROOF_DEVICE_MAPPING_BARRED = 14  /* DDI: no device node may be mapped */
};

struct mapproof_provoke_request {
  uint32_t condition; /* enum mapproof_condition */
  uint32_t on;        /* 1: bring it about, 0: end it */
  uint64_t amount;
};

/* One mapping of the process, as its operating system sees it. */
struct mapproof_mapping {
  uintptr_t address;
  size_t length;
  uint32_t protection;
  uint32_t reserved;
  uint64_t physical; /* of a device mapping; UINT64_MAX for all else */
};

/* One physically contiguous run. */
struct mapproof_extent {
  uint64_t physical;
  uint64_t length;
};

struct mapproof_extents_request {
  const void *address;
  size_t length;
  struct mapproof_extent *extents; /* filled in address order */
  size_t capacity;                 /* entries in extents; the call stops when they are full */
  size_t *covered;                 /* bytes from address that the returned extents describe; may be NULL */
};

/* ---- The table --------------------------------------------------------------------------------------------------- */

struct mapproof_backend {
  uint32_t abi; /* MAPPROOF_ABI */
  uint32_t
      struct_size; /* sizeof(struct mapproof_backend) as the plugin was compiled; what lies beyond counts as NULL */
  const char *name;
  const char *version;
  const char *summary; /* one line for `mapproof backends` */

  /* Opens a target. Mandatory, with close() and facts(). */
  struct mapproof_open_outcome (*open)(const struct mapproof_open_request *request);
  void (*close)(struct mapproof_session *session);
  const struct mapproof_facts *(*facts)(struct mapproof_session *session);

  /* Map and unmap. */
  struct mapproof_address_outcome (*mmap_device_memory)(struct mapproof_session *, const struct mapproof_map_request *);
  struct mapproof_status_outcome (*munmap_device_memory)(struct mapproof_session *,
                                                         const struct mapproof_unmap_request *);
  struct mapproof_address_outcome (*mmap)(struct mapproof_session *, const struct mapproof_mmap_request *);
  struct mapproof_status_outcome (*munmap)(struct mapproof_session *, const struct mapproof_unmap_request *);
  struct mapproof_status_outcome (*munmap_flags)(struct mapproof_session *, const struct mapproof_unmap_request *);
  struct mapproof_status_outcome (*mprotect)(struct mapproof_session *, const struct mapproof_protect_request *);

  /* Offset. mem_offset() has the result width facts()->offset_bits. */
  struct mapproof_status_outcome (*mem_offset)(struct mapproof_session *, const struct mapproof_offset_request *);
  struct mapproof_status_outcome (*mem_offset64)(struct mapproof_session *, const struct mapproof_offset_request *);
  struct mapproof_status_outcome (*posix_mem_offset)(struct mapproof_session *, const struct mapproof_offset_request *);
  struct mapproof_status_outcome (*posix_mem_offset64)(struct mapproof_session *,
                                                       const struct mapproof_offset_request *);

  /* Device io. in() answers with the value that was read. */
  struct mapproof_handle_outcome (*mmap_device_io)(struct mapproof_session *,
                                                   const struct mapproof_device_io_request *);
  struct mapproof_status_outcome (*munmap_device_io)(struct mapproof_session *, uintptr_t handle, size_t length);
  uint32_t (*in)(struct mapproof_session *, const struct mapproof_port_request *);
  void (*out)(struct mapproof_session *, const struct mapproof_port_request *);

  /* Lock, and the I/O privilege that locks as a side effect. */
  struct mapproof_status_outcome (*mlock)(struct mapproof_session *, const struct mapproof_lock_request *);
  struct mapproof_status_outcome (*munlock)(struct mapproof_session *, const struct mapproof_lock_request *);
  struct mapproof_status_outcome (*mlockall)(struct mapproof_session *, const struct mapproof_lock_all_request *);
  struct mapproof_status_outcome (*munlockall)(struct mapproof_session *);
  struct mapproof_status_outcome (*thread_control)(struct mapproof_session *,
                                                   const struct mapproof_thread_control_request *);

  /* Typed memory. posix_typed_mem_open() answers with a descriptor that mmap() and close_descriptor() take. */
  struct mapproof_status_outcome (*posix_typed_mem_open)(struct mapproof_session *,
                                                         const struct mapproof_typed_open_request *);
  struct mapproof_status_outcome (*posix_typed_mem_get_info)(struct mapproof_session *,
                                                             const struct mapproof_typed_info_request *);
  struct mapproof_status_outcome (*close_descriptor)(struct mapproof_session *, int fd);

  /* DDI, subject 1: the framework that calls a driver. driver_attach() answers with a device number, driver_open() with
   * a descriptor; driver_mmap() and driver_munmap() are the user's mmap() and munmap() on it. The driver must outlive
   * its attachment. page_id() is what a driver calls from its mmap entry point. */
  struct mapproof_status_outcome (*driver_attach)(struct mapproof_session *, const struct mapproof_driver *);
  struct mapproof_status_outcome (*driver_detach)(struct mapproof_session *, int device);
  struct mapproof_status_outcome (*driver_open)(struct mapproof_session *, const struct mapproof_driver_open_request *);
  struct mapproof_status_outcome (*driver_close)(struct mapproof_session *, int fd);
  struct mapproof_address_outcome (*driver_mmap)(struct mapproof_session *, const struct mapproof_mmap_request *);
  struct mapproof_status_outcome (*driver_munmap)(struct mapproof_session *, const struct mapproof_unmap_request *);
  mapproof_page_id (*page_id)(struct mapproof_session *, const struct mapproof_page_id_request *);

  /* DDI, subject 2: the driver that answers a framework. */
  const struct mapproof_driver *(*driver)(struct mapproof_session *);
  const struct mapproof_driver_facts *(*driver_facts)(struct mapproof_session *);

  /* Arrange: ordinary memory of a known kind, and the situations that the documents name. */
  struct mapproof_arrange_outcome (*memory_acquire)(struct mapproof_session *, const struct mapproof_memory_request *,
                                                    void **address);
  struct mapproof_arrange_outcome (*memory_release)(struct mapproof_session *, void *address, size_t length);
  struct mapproof_arrange_outcome (*provoke)(struct mapproof_session *, const struct mapproof_provoke_request *);

  /* Witness: answers about the truth that do not go through the calls under test. */
  struct mapproof_arrange_outcome (*physical_of)(struct mapproof_session *, const void *address, uint64_t *physical);
  struct mapproof_arrange_outcome (*caching_of)(struct mapproof_session *, const void *address, uint32_t *caching);
  /* Fills at most `capacity` entries in address order; stores in *count how many there are in all. */
  struct mapproof_arrange_outcome (*mappings)(struct mapproof_session *, struct mapproof_mapping *entries,
                                              size_t capacity, size_t *count);

  /* Floor: the least that the system needs for the same effect on the same descriptor, to time the calls against.
   * empty() does nothing: it is the cost of a call through this table. */
  struct mapproof_status_outcome (*empty)(struct mapproof_session *);
  struct mapproof_address_outcome (*floor_map)(struct mapproof_session *, const struct mapproof_map_request *);
  struct mapproof_status_outcome (*floor_unmap)(struct mapproof_session *, const struct mapproof_unmap_request *);
  struct mapproof_status_outcome (*floor_offset)(struct mapproof_session *, const struct mapproof_offset_request *);

  /* Extension: all runs of a range in one call; answers with the number of extents. The batched form of mem_offset64().
   */
  struct mapproof_status_outcome (*mem_extents)(struct mapproof_session *, const struct mapproof_extents_request *);

  /* Facts of two groups, constant while the session is open; NULL without the group. */
  const struct mapproof_io_facts *(*io_facts)(struct mapproof_session *);
  const struct mapproof_typed_facts *(*typed_facts)(struct mapproof_session *);

  /* Typed memory: a file operation on a descriptor of posix_typed_mem_open(). */
  struct mapproof_status_outcome (*file_operation)(struct mapproof_session *, const struct mapproof_file_request *);

  /* DDI framework: ptob(), btop() and btopr(). */
  unsigned long (*convert_pages)(struct mapproof_session *, uint32_t conversion, unsigned long value);

  /* Arrange, for the framework. driver_modify() changes the resources of a device: its driver is given a new key, and
   * the old one is stale. driver_resource() says what a live key stands for. kernel_memory() gives whole pages of the
   * framework's own memory, which a driver may show to user level; they stay until close(). */
  struct mapproof_arrange_outcome (*driver_modify)(struct mapproof_session *, int device);
  struct mapproof_arrange_outcome (*driver_resource)(struct mapproof_session *, uint64_t key, uint32_t chunk,
                                                     struct mapproof_driver_resource *resource);
  struct mapproof_arrange_outcome (*kernel_memory)(struct mapproof_session *, size_t length, void **address);
};

/* The plugin's only exported symbol. The table lives as long as the shared object is loaded. */
typedef const struct mapproof_backend *(*mapproof_backend_entry_type)(void);
MAPPROOF_EXPORT const struct mapproof_backend *mapproof_backend_entry(void);

#ifdef __cplusplus
}
#endif

#endif
