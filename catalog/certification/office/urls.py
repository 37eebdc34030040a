from django.urls import path

from .views import certificates, home, imports, listings, photographs, vendors, worklist

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
    path("pictures/", photographs.photographs, name="photographs"),
    path("pictures/<str:public_id>/", photographs.photograph, name="photograph"),
    path("vendors/", vendors.vendors, name="vendors"),
    path("vendors/new/", vendors.choose_producer, name="choose_producer"),
    path("vendors/new/<str:producer_id>/", vendors.new_vendor, name="new_vendor"),
    path("vendors/<str:public_id>/", vendors.vendor, name="vendor"),
    path("vendors/<str:public_id>/verify/", vendors.verify, name="verify_vendor"),
    path("vendors/<str:public_id>/suspend/", vendors.suspend, name="suspend_vendor"),
]
