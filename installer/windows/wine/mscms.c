/* Only for Wine, whose colour management stops a program that asks for a screen's profile: here none has one.
   Never part of what is installed. */
#define OUT __declspec(dllexport)
OUT void *OpenColorProfileW(void *a, unsigned b, unsigned c, unsigned d) { return 0; }
OUT void *OpenColorProfileA(void *a, unsigned b, unsigned c, unsigned d) { return 0; }
OUT void *WcsOpenColorProfileW(void *a, void *b, void *c, unsigned d, unsigned e, unsigned f, unsigned g) { return 0; }
OUT void *WcsCreateIccProfile(void *a, unsigned b) { return 0; }
OUT int CloseColorProfile(void *a) { return 1; }
OUT int GetColorProfileFromHandle(void *a, void *b, void *c) { return 0; }
OUT int GetStandardColorSpaceProfileW(void *a, unsigned b, void *c, void *d) { return 0; }
OUT int GetStandardColorSpaceProfileA(void *a, unsigned b, void *c, void *d) { return 0; }
OUT int GetColorDirectoryW(void *a, void *b, void *c) { return 0; }
int DllMain(void *module, unsigned reason, void *reserved) { return 1; }
