// Finds a backend by its built-in name or by the path of a plugin, and refuses loudly what is neither.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include <memory>
#include <string>
#include <vector>

namespace mapproof {

/// A backend's table, copied to this build's size: what an older plugin does not know is NULL.
class Backend {
 public:
  const mapproof_backend& table() const { return table_; }
  /// Where it came from: "built-in" or the plugin's path.
  const std::string& origin() const { return origin_; }

 private:
  friend Backend adopt_backend(const mapproof_backend* table, std::string origin, std::shared_ptr<void> library);
  mapproof_backend table_{};
  std::string origin_;
  std::shared_ptr<void> library_;  // keeps the shared object loaded while the table is in use
};

/// The backends that are linked into this program, in a fixed order.
std::vector<const mapproof_backend*> builtin_backends();

/// Loads a backend. A name with a slash or the ending ".so" is a plugin's path. Throws CannotRun: unknown name, missing
/// file, not a shared object, no entry symbol, other ABI number, struct too small, mandatory call missing.
Backend load_backend(const std::string& name_or_path);

/// Checks a table and takes it over; the second half of load_backend().
Backend adopt_backend(const mapproof_backend* table, std::string origin, std::shared_ptr<void> library);

}  // namespace mapproof
