// Offers map, offset and lock, and nothing else that it could do without.
// SPDX-License-Identifier: Apache-2.0
#include "liar.h"

LIAR(table->munmap_flags = NULL; table->posix_mem_offset = NULL; table->posix_mem_offset64 = NULL;
     table->mmap_device_io = NULL; table->munmap_device_io = NULL; table->in = NULL; table->out = NULL;
     table->thread_control = NULL; table->posix_typed_mem_open = NULL; table->posix_typed_mem_get_info = NULL;
     table->close_descriptor = NULL; table->driver_attach = NULL; table->driver_detach = NULL;
     table->driver_open = NULL; table->driver_close = NULL; table->driver_mmap = NULL; table->driver_munmap = NULL;
     table->page_id = NULL; table->driver = NULL; table->driver_facts = NULL; table->empty = NULL;
     table->convert_pages = NULL; table->driver_modify = NULL; table->driver_resource = NULL;
     table->kernel_memory = NULL; table->io_facts = NULL; table->typed_facts = NULL; table->file_operation = NULL;
     table->floor_map = NULL; table->floor_unmap = NULL; table->floor_offset = NULL; table->mem_extents = NULL)
