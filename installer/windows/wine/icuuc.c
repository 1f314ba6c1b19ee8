/* Only for Wine, which lacks the ICU of Windows 10 that Qt asks for its rarer encodings. Every converter fails to
   open, which Qt takes well; the program uses none. Never part of what is installed. */
#define OUT __declspec(dllexport)
#define NO_FILE 4
OUT void *ucnv_open(const char *name, int *error) { if (error) *error = NO_FILE; return 0; }
OUT void ucnv_close(void *converter) {}
OUT void ucnv_reset(void *converter) {}
OUT signed char ucnv_getMaxCharSize(void *converter) { return 1; }
OUT const char *ucnv_getName(void *converter, int *error) { if (error) *error = NO_FILE; return 0; }
OUT void ucnv_getToUCallBack(void *converter, void **action, void **context) {}
OUT void ucnv_getFromUCallBack(void *converter, void **action, void **context) {}
OUT void ucnv_setToUCallBack(void *c, void *a, void *b, void *d, void *f, int *error) { if (error) *error = NO_FILE; }
OUT void ucnv_setFromUCallBack(void *c, void *a, void *b, void *d, void *f, int *error) { if (error) *error = NO_FILE; }
OUT void ucnv_cbToUWriteUChars(void *a, void *b, int c, int d, int *error) {}
OUT void ucnv_cbFromUWriteUChars(void *a, void *b, void *c, int d, int *error) {}
OUT void ucnv_toUnicode(void *a, void *b, void *c, void *d, void *e, void *f, signed char g, int *error) { if (error) *error = NO_FILE; }
OUT void ucnv_fromUnicode(void *a, void *b, void *c, void *d, void *e, void *f, signed char g, int *error) { if (error) *error = NO_FILE; }
OUT int ucnv_toUCountPending(void *converter, int *error) { return 0; }
OUT int ucnv_fromUCountPending(void *converter, int *error) { return 0; }
OUT const char *ucnv_getStandardName(const char *name, const char *standard, int *error) { if (error) *error = NO_FILE; return 0; }
OUT const char *ucnv_getAvailableName(int number) { return 0; }
OUT int ucnv_countAvailable(void) { return 0; }
OUT void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
OUT void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
int DllMain(void *module, unsigned reason, void *reserved) { return 1; }
