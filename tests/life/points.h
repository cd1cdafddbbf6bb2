/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The points at which a run may be killed: each time that it writes to the disk or waits for it. The
 * functions that do so (pwrite, fsync, fdatasync, rename) stand before the C library's in this program.
 */
#ifndef LIFE_POINTS_H
#define LIFE_POINTS_H

/** Kill this process just before the point with this number, counted from 1 and from now; 0: never. */
void life_points_start(long kill_at);

#endif
