// The driver_* members of a backend's table, for a backend whose sessions own a Framework.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>
#include <sys/mman.h>

#include <cerrno>
#include <new>

#include "framework.hpp"

namespace mapproof::ddi {

/// `framework_of` finds the framework in a session. No exception crosses the table: want of memory is ENOMEM.
template <class Framework, Framework& (*framework_of)(mapproof_session*)>
struct FrameworkCalls {
  static mapproof_status_outcome attach(mapproof_session* session, const mapproof_driver* driver) {
    return status([&] { return framework_of(session).attach(driver); });
  }
  static mapproof_status_outcome detach(mapproof_session* session, int device) {
    return status([&] { return framework_of(session).detach(device); });
  }
  static mapproof_status_outcome open(mapproof_session* session, const mapproof_driver_open_request* request) {
    return status([&] { return framework_of(session).open(*request); });
  }
  static mapproof_status_outcome close(mapproof_session* session, int fd) {
    return status([&] { return framework_of(session).close(fd); });
  }
  static mapproof_address_outcome map(mapproof_session* session, const mapproof_mmap_request* request) {
    try {
      return framework_of(session).map(*request);
    } catch (const std::bad_alloc&) {
      return {MAP_FAILED, ENOMEM};
    }
  }
  static mapproof_status_outcome unmap(mapproof_session* session, const mapproof_unmap_request* request) {
    return status([&] { return framework_of(session).unmap(*request); });
  }
  static mapproof_page_id page_id(mapproof_session* session, const mapproof_page_id_request* request) {
    try {
      return framework_of(session).page_id(*request);
    } catch (const std::bad_alloc&) {
      return MAPPROOF_NOPAGE;
    }
  }
  static mapproof_arrange_outcome modify(mapproof_session* session, int device) {
    return arrange([&] { return framework_of(session).modify(device); });
  }
  static mapproof_arrange_outcome resource(mapproof_session* session, std::uint64_t key, std::uint32_t chunk,
                                           mapproof_driver_resource* resource) {
    return arrange([&] { return framework_of(session).resource(key, chunk, *resource); });
  }
  static mapproof_arrange_outcome kernel_memory(mapproof_session* session, std::size_t length, void** address) {
    return arrange([&] { return framework_of(session).kernel_memory(length, *address); });
  }

 private:
  template <class Call>
  static mapproof_arrange_outcome arrange(Call call) {
    try {
      return call();
    } catch (const std::bad_alloc&) {
      return {ENOMEM, "there is no memory for the framework"};
    }
  }
  template <class Call>
  static mapproof_status_outcome status(Call call) {
    try {
      return call();
    } catch (const std::bad_alloc&) {
      return {-1, ENOMEM};
    }
  }
};

}  // namespace mapproof::ddi
