/* Only for Wine 8, which lacks the library that Rust's standard library (in calamine) draws random numbers from.
   Never part of what is installed. */
#define OUT __declspec(dllexport)
__declspec(dllimport) unsigned char SystemFunction036(void *buffer, unsigned long length); /* RtlGenRandom */
OUT int ProcessPrng(unsigned char *buffer, unsigned long long length) { return SystemFunction036(buffer, (unsigned long)length); }
int DllMain(void *module, unsigned reason, void *reserved) { return 1; }
