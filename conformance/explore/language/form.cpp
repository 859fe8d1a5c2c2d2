// The table of forms: the arguments of each call of a sequence.
// SPDX-License-Identifier: Apache-2.0
#include "form.hpp"

#include <iterator>

#include "calls/call_shape.hpp"

namespace mapproof::explore {
namespace {

/// Arguments stand in the order of the documents.
struct Form {
  Call call;
  CallId id;              ///< whose name it has, unless
  std::string_view name;  ///< it has one of its own
  Arguments arguments;
};

template <class... All>
constexpr Form named(std::string_view name, Call call, CallId id, All... arguments) {
  return {call, id, name, {{arguments...}, sizeof...(arguments)}};
}
template <class... All>
constexpr Form form(Call call, CallId id, All... arguments) {
  return named({}, call, id, arguments...);
}

using A = Argument;

constexpr Form forms[] = {
    form(Call::map, CallId::mmap_device_memory, A::hint, A::length, A::protection, A::flags, A::physical),
    form(Call::ordinary_map, CallId::mmap, A::hint, A::length, A::protection, A::flags, A::object, A::physical),
    form(Call::unmap, CallId::munmap_device_memory, A::address, A::length),
    form(Call::munmap, CallId::munmap, A::address, A::length),
    form(Call::munmap_flags, CallId::munmap_flags, A::address, A::length, A::raw_flags),
    form(Call::protect, CallId::mprotect, A::address, A::length, A::protection),
    named("memory", Call::memory, CallId::memory_acquire, A::kind, A::length),
    form(Call::lock, CallId::mlock, A::address, A::length),
    form(Call::unlock, CallId::munlock, A::address, A::length),
    form(Call::lock_all, CallId::mlockall, A::lock_flags),
    form(Call::unlock_all, CallId::munlockall),
    named("ThreadCtl", Call::io_privilege, CallId::thread_control, A::level),
    form(Call::io_map, CallId::mmap_device_io, A::physical, A::length),
    form(Call::io_unmap, CallId::munmap_device_io, A::address, A::length),
    form(Call::port_read, CallId::in, A::address, A::length),
    form(Call::port_write, CallId::out, A::address, A::length, A::value),
    form(Call::offset32, CallId::mem_offset, A::address, A::fd, A::length, A::offset_out, A::run_out),
    form(Call::offset64, CallId::mem_offset64, A::address, A::fd, A::length, A::offset_out, A::run_out),
    form(Call::place32, CallId::posix_mem_offset, A::address, A::length, A::offset_out, A::run_out, A::descriptor_out),
    form(Call::place64, CallId::posix_mem_offset64, A::address, A::length, A::offset_out, A::run_out,
         A::descriptor_out),
    form(Call::typed_open, CallId::posix_typed_mem_open, A::name, A::protection, A::tflag, A::oflag),
    form(Call::typed_info, CallId::posix_typed_mem_get_info, A::descriptor),
    named("mmap_typed", Call::typed_map, CallId::mmap, A::address, A::length, A::protection, A::flags, A::descriptor,
          A::physical),
    form(Call::typed_file, CallId::file_operation, A::descriptor, A::operation),
    named("close", Call::close, CallId::close_descriptor, A::descriptor),
    form(Call::load, CallId::load, A::address),
    form(Call::store, CallId::store, A::address, A::value),
    named("fork", Call::fork, CallId::none),
    named("frames_move", Call::frames_move, CallId::provoke),
    named("start_over", Call::start_over, CallId::none),
};

constexpr bool stand_in_order() {
  for (std::size_t i = 0; i < std::size(forms); ++i) {
    if (static_cast<std::size_t>(forms[i].call) != i) return false;
  }
  return std::size(forms) == static_cast<std::size_t>(Call::count);
}
static_assert(stand_in_order());

const Form& form_of(Call call) { return forms[static_cast<std::size_t>(call)]; }

}  // namespace

std::string_view name_of(Call call) {
  const Form& form = form_of(call);
  return form.name.empty() ? shape_of(form.id).name : form.name;
}

CallId id_of(Call call) { return form_of(call).id; }

std::optional<Call> call_named(std::string_view name) {
  for (const Form& form : forms) {
    if (name_of(form.call) == name) return form.call;
  }
  return std::nullopt;
}

const Arguments& arguments_of(Call call) { return form_of(call).arguments; }

}  // namespace mapproof::explore
