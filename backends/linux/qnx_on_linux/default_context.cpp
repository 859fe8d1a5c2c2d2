// Making the process's context from the environment, or for all physical memory.
// SPDX-License-Identifier: Apache-2.0
#include "default_context.hpp"

#include <linux/capability.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <exception>
#include <memory>
#include <string>

#include "linux/io/capability.hpp"
#include "linux/targets/discovery.hpp"
#include "linux/targets/targets.hpp"
#include "reason.hpp"

namespace mapproof::lnx {
namespace {

std::atomic<Context*> made{nullptr};

void open_named(Context& context, const std::string& targets) {
  context.only_named = true;
  context.ports = find_ports(targets, context.paths);
  for (NamedDevice& named : find_devices(targets, context.paths, context.machine)) {
    context.windows.emplace_back(std::move(named.device));
    context.windows.back().open_and_try(named.target, true, context.page());
  }
}

// A driver may be unbound later.
Device held(const Found& found, const Paths& paths) {
  if (found.target.rfind("pci:", 0) == 0) return find_held_pci(found.target, paths);
  Device device;
  device.physical = found.first;
  device.length = found.last - found.first + 1;
  device.held = true;
  return device;
}

// What can serve an address is found here, and opened when it is first asked for. The last window is /dev/mem's: all
// that lies in no other one. What a driver holds is a window too, one that nobody may map.
void take_all(Context& context) {
  for (Found& found : discover(context.paths, context.machine)) {
    Device device = found.device ? std::move(*found.device) : held(found, context.paths);
    context.windows.emplace_back(std::move(device));
  }
  context.windows.emplace_back(all_of_devmem(context.paths, context.machine));
}

std::unique_ptr<Context> make_context() {
  const char* const targets = secure_getenv("MAPPROOF_QNX_TARGET");
  auto context = std::make_unique<Context>(learn_machine(), Paths());
  if (targets != nullptr && *targets != '\0') {
    open_named(*context, targets);
  } else {
    take_all(*context);
  }
  return context;
}

// The kernel says so only by a frame number of 0.
bool sees_frames(Context& context) {
  volatile char here = 0;
  return context.pagemap.word(context.page_of(reinterpret_cast<std::uintptr_t>(&here))).frame() != 0;
}

}  // namespace

bool may_see_frames_now(Context& context) {
  if (context.knows_frames || !has_capability(CAP_SYS_ADMIN) || context.pagemap.renew() < 0) return false;
  context.knows_frames = sees_frames(context);
  return context.knows_frames;
}

Context* default_context() {
  Context* const known = made.load(std::memory_order_acquire);
  if (known != nullptr) return known;
  try {
    std::unique_ptr<Context> fresh = make_context();
    fresh->knows_frames = sees_frames(*fresh);
    Context* none = nullptr;
    // Of two threads that come at once, one's is thrown away.
    if (made.compare_exchange_strong(none, fresh.get(), std::memory_order_acq_rel)) return fresh.release();
    return none;
  } catch (const std::exception& refused) {
    note_reason(refused.what());
    return nullptr;
  }
}

}  // namespace mapproof::lnx
