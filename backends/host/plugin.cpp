// The plugin loader.
// SPDX-License-Identifier: Apache-2.0
#include "plugin.hpp"

#include <dlfcn.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string_view>

#include "cannot_run.hpp"
#include "errno_name.hpp"

namespace mapproof {
namespace {

constexpr const char* entry_symbol = "mapproof_backend_entry";

// Everything up to and including facts(): without these a table can answer nothing.
constexpr std::size_t smallest_table = offsetof(mapproof_backend, facts) + sizeof(mapproof_backend::facts);

bool looks_like_path(std::string_view name) {
  constexpr std::string_view ending = ".so";
  const bool ends = name.size() > ending.size() && name.substr(name.size() - ending.size()) == ending;
  return ends || name.find('/') != std::string_view::npos;
}

std::string builtin_names() {
  std::string names;
  for (const mapproof_backend* backend : builtin_backends()) {
    names += names.empty() ? "" : ", ";
    names += backend->name;
  }
  return names;
}

void require_readable_file(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) {
    throw CannotRun("plugin '" + path + "' cannot be opened (" + errno_name(errno) +
                    "): give the path of a shared object.");
  }
  if (!S_ISREG(status.st_mode)) {
    throw CannotRun("plugin '" + path + "' is not a file: give the path of a shared object.");
  }
  if (access(path.c_str(), R_OK) != 0) {
    throw CannotRun("plugin '" + path + "' is not readable (" + errno_name(errno) + "): change its permissions.");
  }
}

Backend load_plugin(const std::string& path) {
  require_readable_file(path);
  // A bare file name would make the loader search its own path instead of the folder the user named.
  const std::string location = path.find('/') == std::string::npos ? "./" + path : path;
  // Its code stays until the process ends: a thread that it left behind may still run there.
  std::shared_ptr<void> library(dlopen(location.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE), [](void* handle) {
    if (handle != nullptr) dlclose(handle);
  });
  if (!library) {
    throw CannotRun("plugin '" + path + "' is not a shared object that loads here: " + dlerror() + ".");
  }
  void* const symbol = dlsym(library.get(), entry_symbol);
  if (symbol == nullptr) {
    throw CannotRun("plugin '" + path + "' has no symbol " + entry_symbol +
                    "(): export it as <mapproof/backend.h> declares it.");
  }
  mapproof_backend_entry_type entry = nullptr;
  std::memcpy(&entry, &symbol, sizeof entry);
  return adopt_backend(entry(), path, std::move(library));
}

}  // namespace

Backend adopt_backend(const mapproof_backend* table, std::string origin, std::shared_ptr<void> library) {
  const std::string who = "backend '" + origin + "'";
  if (table == nullptr) throw CannotRun(who + " returned no table from " + entry_symbol + "().");
  if (table->abi != MAPPROOF_ABI) {
    throw CannotRun(who + " was built for ABI " + std::to_string(table->abi) + ", this mapproof speaks ABI " +
                    std::to_string(MAPPROOF_ABI) + ": rebuild it against this version's <mapproof/backend.h>.");
  }
  if (table->struct_size < smallest_table) {
    throw CannotRun(who + " has a table of " + std::to_string(table->struct_size) +
                    " bytes, the smallest useful one has " + std::to_string(smallest_table) +
                    ": set struct_size to sizeof(struct mapproof_backend).");
  }
  if (table->open == nullptr || table->close == nullptr || table->facts == nullptr || table->name == nullptr) {
    throw CannotRun(who + " lacks one of name, open, close and facts, which every backend must have.");
  }
  Backend backend;
  std::memcpy(&backend.table_, table, std::min<std::size_t>(table->struct_size, sizeof backend.table_));
  backend.origin_ = std::move(origin);
  backend.library_ = std::move(library);
  return backend;
}

Backend load_backend(const std::string& name_or_path) {
  for (const mapproof_backend* backend : builtin_backends()) {
    if (name_or_path == backend->name) return adopt_backend(backend, "built-in", nullptr);
  }
  if (looks_like_path(name_or_path)) return load_plugin(name_or_path);
  throw CannotRun("there is no backend '" + name_or_path + "': use one of " + builtin_names() +
                  ", or the path of a plugin (one with a slash or ending in .so).");
}

}  // namespace mapproof
