//! Large pieces of memory go back to the system when they are let go.
//!
//! The allocator of glibc learns from the first large piece that is let go to keep all like it for later, and what lies between kept pieces stays
//! with the program: a fifth of its peak at 100,000 renderings, for no time that could be measured. A fixed threshold ends the learning.

/// From how many bytes on a piece is taken from the system by itself, and given back whole.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const LARGE: libc::c_int = 1024 * 1024;

/// Called once, before anything else runs. Other allocators have no such setting.
pub fn give_back_large_pieces() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: mallopt takes two integers and no pointer; it sets a field of the allocator under the allocator's own lock, and no other thread
    // runs yet. A value that it refuses changes nothing and is told by its result, which does not matter here.
    let _ = unsafe { libc::mallopt(libc::M_MMAP_THRESHOLD, LARGE) };
}
