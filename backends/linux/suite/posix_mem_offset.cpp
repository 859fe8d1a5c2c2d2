// posix_mem_offset() and posix_mem_offset64(): where in its file a mapping lies; by later documents, where in RAM.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cerrno>
#include <cstdint>

#include "calls.hpp"
#include "linux/context/look_up.hpp"
#include "linux/pages/maps.hpp"
#include "mapped_objects.hpp"
#include "session.hpp"

namespace mapproof::lnx {
namespace {

// A part of an object that is mapped in one piece from an address on.
struct Piece {
  std::uint64_t offset = 0;
  std::size_t length = 0;  // 0: no object is mapped there
};

// Linux splits a mapping where protections or locks differ, so the next line may continue the piece.
Piece piece_at(const MappedObjects::Object& object, std::uintptr_t address, std::size_t length) {
  Piece piece;
  MapsReader maps;
  for (MapsLine line; maps.opened() && piece.length < std::max<std::size_t>(length, 1) && maps.next(line);) {
    const std::uintptr_t position = address + piece.length;
    if (line.end <= position) continue;
    if (line.start > position || !object.is_of(line)) break;
    const std::uint64_t offset = line.offset + (position - line.start);
    if (piece.length == 0) piece.offset = offset;
    if (offset != piece.offset + piece.length) break;
    piece.length += line.end - position;
  }
  return piece;
}

mapproof_status_outcome look_up_physical(mapproof_session& session, mapproof_offset_request request,
                                         std::uint64_t largest) {
  request.fd = MAPPROOF_NOFD;
  const mapproof_status_outcome outcome = look_up(static_cast<Context&>(session), request, largest);
  if (outcome.value != 0 || request.fildes == nullptr) return outcome;
  const auto address = reinterpret_cast<std::uintptr_t>(request.address);
  const MappedObjects::Object object = session.objects.find(address);
  const bool is_object = object.end != 0 && piece_at(object, address, 1).length != 0;
  *request.fildes = is_object ? object.open_descriptor() : -1;
  return outcome;
}

mapproof_status_outcome look_up_place(mapproof_session& session, const mapproof_offset_request& request,
                                      std::uint64_t largest) {
  if (session.rules.offset_is_physical) return look_up_physical(session, request, largest);
  const auto address = reinterpret_cast<std::uintptr_t>(request.address);
  const MappedObjects::Object object = session.objects.find(address);
  const Piece piece = object.end == 0 ? Piece{} : piece_at(object, address, request.length);
  if (piece.length == 0) return {-1, EACCES};
  if (piece.offset > largest) return {-1, EOVERFLOW};
  if (request.offset != nullptr) *request.offset = static_cast<std::int64_t>(piece.offset);
  if (request.contig_length != nullptr) *request.contig_length = std::min(piece.length, request.length);
  if (request.fildes != nullptr) *request.fildes = object.open_descriptor();
  return {0, 0};
}

}  // namespace

mapproof_status_outcome posix_mem_offset(mapproof_session* session, const mapproof_offset_request* request) {
  return look_up_place(*session, *request, INT32_MAX);  // a signed off_t of 32 bits ends at 2 GiB
}

mapproof_status_outcome posix_mem_offset64(mapproof_session* session, const mapproof_offset_request* request) {
  return look_up_place(*session, *request, INT64_MAX);
}

}  // namespace mapproof::lnx
