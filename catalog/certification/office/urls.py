from django.urls import path

from .views import certificates, home, imports, listings, worklist

app_name = "office"

urlpatterns = [
    path("", home.home, name="home"),
    path("import/", imports.upload, name="upload"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<str:public_id>/", imports.one_import, name="import"),
    path("imports/<str:public_id>/take/", imports.take, name="take"),
    path("imports/<str:public_id>/errors.xlsx", imports.error_rows, name="error_rows"),
    path("worklist/", worklist.worklist, name="worklist"),
    path("worklist/<str:public_id>/", worklist.question, name="question"),
    path("certificates/", certificates.certificates, name="certificates"),
    path("certificates/<str:code>/", certificates.certificate, name="certificate"),
    path("listings/", listings.listings, name="listings"),
    path("listings/<str:public_id>/", listings.listing, name="listing"),
]
