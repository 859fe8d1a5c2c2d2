// The requests of what is recorded without a request struct of the contract.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace mapproof {

/// The request of a call that has no request struct: its one or two arguments.
struct PlainRequest {
  std::uint64_t first;
  std::uint64_t second;
};

/// One access of the check itself to memory; the value is what it stores.
struct AccessRequest {
  std::uint64_t address;
  std::uint64_t width;
  std::uint64_t value;
};

/// One access of the check itself to a file; the value is what it stores.
struct FileAccessRequest {
  std::uint64_t fd;
  std::uint64_t offset;
  std::uint64_t value;
};

/// What a driver of the check is: which entry points it has as bits, in the order of DriverEntry.
struct DriverRequest {
  std::uint64_t ddi_version;
  std::uint64_t channel_count;
  std::uint64_t entries;
};

/// One call of an entry point.
struct EntryRequest {
  std::uint64_t attached;  ///< the place of the call that attached the driver, or that gave the subject's own
  std::uint64_t instance;
  std::uint64_t key;
  std::uint64_t channel;  ///< before DDI 8: the device number
  std::uint64_t offset;
  std::uint64_t protection;
};

/// How calls are made to race: in several threads; one in a signal handler that interrupts the other; in a thread that
/// is to be cancelled.
enum class RaceKind : std::uint64_t { threads, handler, cancelled };

}  // namespace mapproof
