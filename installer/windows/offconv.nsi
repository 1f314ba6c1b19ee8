; Windows: installs for the one user who runs it, so no administrator is needed. Switches: /S asks nothing, /D=FOLDER.
; The uninstaller leaves what the person made and chose; with /DATA it removes settings and layouts as well.
; Defined by the caller: VERSION, NUMBERS (four, with dots), PAYLOAD (folder), OUT (file), ICON, LICENCE, and
; SIGN where there is something to sign with.
Unicode true
Target amd64-unicode
ManifestDPIAware true
!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh

!define APP "OffConv"
!define PROGRAM "offconv-gui.exe"
!define PROGID "OffConv.Table"
!define WORK "OffConv.Work"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\com.offconv.OffConv"
!define CLASSES "Software\Classes"

Name "${APP}"
OutFile "${OUT}"
SetCompressor /SOLID lzma
SetCompressorDictSize 64
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\OffConv"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
ShowInstDetails nevershow
ShowUninstDetails nevershow
BrandingText "${APP} ${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "${APP}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${APP} setup"
VIAddVersionKey "CompanyName" "OffConv contributors"
VIAddVersionKey "LegalCopyright" "Copyright OffConv contributors. MIT License."

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_LANGUAGE "Spanish"
LangString Running ${LANG_ENGLISH} "OffConv is open. Please close it, then try again."
LangString Running ${LANG_GERMAN} "OffConv ist geöffnet. Bitte schließen Sie es und versuchen Sie es noch einmal."
LangString Running ${LANG_FRENCH} "OffConv est ouvert. Veuillez le fermer, puis réessayer."
LangString Running ${LANG_SPANISH} "OffConv está abierto. Ciérrelo e inténtelo de nuevo."
LangString OldKept ${LANG_ENGLISH} "Files of the installed version cannot be replaced. Nothing was changed."
LangString OldKept ${LANG_GERMAN} "Dateien der installierten Version lassen sich nicht ersetzen. Nichts wurde geändert."
LangString OldKept ${LANG_FRENCH} "Les fichiers de la version installée ne peuvent pas être remplacés. Rien n'a été modifié."
LangString OldKept ${LANG_SPANISH} "No se pueden reemplazar los archivos de la versión instalada. No se ha cambiado nada."

LangString SavedWork ${LANG_ENGLISH} "Work saved by OffConv"
LangString SavedWork ${LANG_GERMAN} "Mit OffConv gespeicherte Arbeit"
LangString SavedWork ${LANG_FRENCH} "Travail enregistré par OffConv"
LangString SavedWork ${LANG_SPANISH} "Trabajo guardado por OffConv"

!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
  !finalize '${SIGN} "%1"' = 0
!endif

; A program that runs cannot be renamed over: Windows keeps its file open without the right to write.
!macro StopWhileOpen
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    again:
    ClearErrors
    FileOpen $0 "$INSTDIR\${PROGRAM}" a
    ${If} ${Errors}
      ${IfNot} ${Silent}
        MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(Running)" IDRETRY again
      ${EndIf}
      SetErrorLevel 3
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

!macro OpenWith extension
  WriteRegStr HKCU "${CLASSES}\Applications\${PROGRAM}\SupportedTypes" "${extension}" ""
  WriteRegStr HKCU "${CLASSES}\${extension}\OpenWithProgids" "${PROGID}" ""
!macroend

!macro NoOpenWith extension
  DeleteRegValue HKCU "${CLASSES}\${extension}\OpenWithProgids" "${PROGID}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${extension}\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${extension}"
!macroend

; What is the program's, by name: never the whole folder, which a person may have chosen and put other things in.
!macro RemoveProgram
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\offconv-gui.exe"
  Delete "$INSTDIR\offconv.exe"
  Delete "$INSTDIR\THIRD-PARTY.txt"
  Delete "$INSTDIR\LICENSE.txt"
!macroend

Function .onInit
  SetShellVarContext current
  !insertmacro StopWhileOpen
FunctionEnd

Function un.onInit
  SetShellVarContext current
  !insertmacro StopWhileOpen
FunctionEnd

Section "OffConv"
  ; An older version makes way first; were its libraries left, Python would load a mixture.
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\_internal\*.*"
    Rename "$INSTDIR\_internal" "$INSTDIR\_internal.old"
    ${If} ${Errors}
      ${IfNot} ${Silent}
        MessageBox MB_OK|MB_ICONSTOP "$(OldKept)"
      ${EndIf}
      SetErrorLevel 3
      Quit
    ${EndIf}
  ${EndIf}
  RMDir /r "$INSTDIR\_internal.old"
  !insertmacro RemoveProgram
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}/*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\${APP}.lnk" "$INSTDIR\${PROGRAM}"

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${APP}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "OffConv contributors"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0

  ; "Open with" only: Excel stays what opens these files by a double click.
  WriteRegStr HKCU "${CLASSES}\Applications\${PROGRAM}" "FriendlyAppName" "${APP}"
  WriteRegStr HKCU "${CLASSES}\Applications\${PROGRAM}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  WriteRegStr HKCU "${CLASSES}\${PROGID}" "" "Table"
  WriteRegStr HKCU "${CLASSES}\${PROGID}\DefaultIcon" "" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${CLASSES}\${PROGID}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  !insertmacro OpenWith ".csv"
  !insertmacro OpenWith ".tsv"
  !insertmacro OpenWith ".xlsx"
  !insertmacro OpenWith ".xls"
  !insertmacro OpenWith ".ods"
  ; Saved work is the program's own kind of file, so that a double click opens it.
  WriteRegStr HKCU "${CLASSES}\.offconv" "" "${WORK}"
  WriteRegStr HKCU "${CLASSES}\.offconv" "Content Type" "application/x-offconv"
  WriteRegStr HKCU "${CLASSES}\${WORK}" "" "$(SavedWork)"
  WriteRegStr HKCU "${CLASSES}\${WORK}\DefaultIcon" "" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${CLASSES}\${WORK}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  WriteRegStr HKCU "${CLASSES}\Applications\${PROGRAM}\SupportedTypes" ".offconv" ""
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)' ; SHCNE_ASSOCCHANGED
SectionEnd

Section "Uninstall"
  !insertmacro RemoveProgram
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; only where nothing else is in it
  Delete "$SMPROGRAMS\${APP}.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "${CLASSES}\Applications\${PROGRAM}"
  DeleteRegKey HKCU "${CLASSES}\${PROGID}"
  DeleteRegKey HKCU "${CLASSES}\${WORK}"
  DeleteRegKey HKCU "${CLASSES}\.offconv"
  !insertmacro NoOpenWith ".csv"
  !insertmacro NoOpenWith ".tsv"
  !insertmacro NoOpenWith ".xlsx"
  !insertmacro NoOpenWith ".xls"
  !insertmacro NoOpenWith ".ods"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/DATA" $1
  ${IfNot} ${Errors}
    DeleteRegKey HKCU "Software\OffConv\OffConv"
    DeleteRegKey /ifempty HKCU "Software\OffConv"
    RMDir /r "$LOCALAPPDATA\OffConv"
  ${EndIf}
SectionEnd
