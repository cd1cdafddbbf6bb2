/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wire/hash.h"

#include <string.h>

uint64_t wire_hash(wire_str bytes, uint64_t seed)
{
	const uint64_t prime = 0x100000001b3u;
	uint64_t hash = seed ^ 0xcbf29ce484222325u ^ bytes.len * 0x9e3779b97f4a7c15u;
	size_t at = 0;
	for (; bytes.len - at >= 8; at += 8) {
		uint64_t chunk;
		memcpy(&chunk, bytes.data + at, 8);
		hash = (hash ^ chunk) * prime;
		hash ^= hash >> 29;
	}
	for (; at < bytes.len; at++)
		hash = (hash ^ (unsigned char)bytes.data[at]) * prime;
	return hash ^ hash >> 32;
}
